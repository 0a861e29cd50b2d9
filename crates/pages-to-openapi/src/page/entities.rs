//! HTML entities, which some publishers leave in their samples.

use super::mapped::Mapped;

/// Whether a text has what only an escaped text has.
pub(super) fn escaped(text: &str) -> bool {
    [
        "&quot;", "&#34;", "&#x22;", "&#39;", "&amp;", "&lt;", "&gt;",
    ]
    .iter()
    .any(|entity| text.contains(entity))
}

/// Whether an address was escaped: a query string has no other use for these.
pub(super) fn within(address: &str) -> bool {
    ["&amp;", "&lt;", "&gt;", "&quot;", "&#"]
        .iter()
        .any(|entity| address.contains(entity))
}

/// The text with its entities decoded; what is no entity stays.
pub(super) fn decode(text: &str) -> Mapped {
    let mut out = Mapped::default();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let entity = text.get(at..).and_then(|rest| {
            let rest = rest.strip_prefix('&')?;
            // No entity is longer than this.
            let end = rest.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
            Some((character(rest.get(..end)?)?, end + 2))
        });
        let (character, length) = entity.unwrap_or((next, next.len_utf8()));
        out.push(character, at);
        at += length;
    }
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
