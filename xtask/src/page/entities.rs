//! HTML entities, which some publishers leave in their samples.

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
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let entity = from.find(';').and_then(|end| from.get(1..end));
        match entity.and_then(|name| character(name).map(|c| (name, c))) {
            Some((name, c)) => {
                out.push(c);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
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
