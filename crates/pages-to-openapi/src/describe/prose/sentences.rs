//! A text cut into sentences, each with the byte where it starts.

/// A sentence without the sign that ends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

/// The text with HTML tags blanked out, byte for byte: `<code>` reads as the mark that it stands
/// for, and what breaks a line breaks it.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let tag = from.find('>').and_then(|end| from.get(..=end));
        let name = tag.map(|tag| {
            let name = tag.trim_matches(['<', '>', '/']);
            let name = name.split(|c: char| c.is_whitespace()).next();
            name.unwrap_or_default().to_lowercase()
        });
        let known = name.as_deref().and_then(|name| match name {
            "code" | "tt" | "kbd" => Some('`'),
            "br" | "li" | "ul" | "ol" | "p" | "div" | "tr" => Some('\n'),
            "b" | "i" | "em" | "strong" | "a" | "span" | "td" => Some(' '),
            _ => None,
        });
        match (known, tag) {
            (Some(sign), Some(tag)) => {
                let filler = " ".repeat(tag.len() - 1);
                if sign == '`' && !tag.starts_with("</") {
                    out.push_str(&filler);
                    out.push(sign);
                } else {
                    out.push(sign);
                    out.push_str(&filler);
                }
                rest = from.get(tag.len()..).unwrap_or_default();
            }
            _ => {
                out.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Cuts at full stops, at semicolons, and at line breaks where the next line begins anew.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (index, character) in text.char_indices() {
        let rest = text.get(index + character.len_utf8()..).unwrap_or_default();
        if character == '`' {
            quoted = !quoted
                && rest
                    .split('\n')
                    .next()
                    .is_some_and(|line| line.contains('`'));
        }
        let ends = match character {
            '.' | '!' | '?' | ';' => {
                let closes = rest.is_empty() || rest.starts_with(char::is_whitespace);
                let before = text.get(start..index).unwrap_or_default();
                closes && !quoted && !(character == '.' && abbreviated(before, rest))
            }
            '\n' => {
                let next = rest.trim_start_matches([' ', '\t', '\r']);
                next.starts_with(|c: char| c.is_uppercase() || "\n-*•|#`\"[(".contains(c))
            }
            _ => false,
        };
        if ends {
            found.push((start, index));
            start = index + character.len_utf8();
        }
    }
    found.push((start, text.len()));
    found
        .into_iter()
        .filter_map(|(start, end)| {
            let whole = text.get(start..end)?;
            let text = whole.trim_start();
            let start = start + whole.len() - text.len();
            (!text.is_empty()).then(|| Sentence {
                text: text.trim_end(),
                start,
            })
        })
        .collect()
}

fn abbreviated(before: &str, after: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next();
    let word = word.unwrap_or_default().to_lowercase();
    match word.as_str() {
        "e.g" | "i.e" | "vs" | "approx" | "incl" => true,
        // `Max. 50`, but not `This is the max. The …`.
        "max" | "min" | "no" => after.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}
