//! A segment of a path: text and the parameters in it.

/// A part of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, safe in a path template.
    Literal(String),
    /// A parameter's name, and where in the segment it starts.
    Parameter(String, usize),
}

const BRACKETS: [(&str, &str); 5] = [
    ("{{", "}}"),
    ("{", "}"),
    ("%7B", "%7D"),
    ("<", ">"),
    ("%3C", "%3E"),
];

/// The segment's parts. `None` where a variable is not closed.
pub(super) fn parts(segment: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut from = 0;
    if let Some(rest) = segment.strip_prefix(':') {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(rest.len());
        let name = rest.get(..end)?;
        if !name.is_empty() {
            parts.push(Part::Parameter(name.to_owned(), 0));
            from = 1 + end;
        }
    }
    let mut literal = from;
    while let Some(rest) = segment.get(from..).filter(|rest| !rest.is_empty()) {
        let bracket = BRACKETS.iter().find(|(open, _)| {
            rest.get(..open.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(open))
        });
        let Some((open, close)) = bracket else {
            from += rest.chars().next()?.len_utf8();
            continue;
        };
        let inner = rest.get(open.len()..)?;
        let end = find(inner, close)?;
        let name = inner.get(..end)?.trim();
        let bad = ['{', '}', '<', '>'];
        if name.is_empty() || name.contains(bad) {
            return None;
        }
        push(&mut parts, segment.get(literal..from)?);
        parts.push(Part::Parameter(name.to_owned(), from));
        from += open.len() + end + close.len();
        literal = from;
    }
    push(&mut parts, segment.get(literal..)?);
    Some(parts)
}

fn find(text: &str, close: &str) -> Option<usize> {
    text.char_indices().map(|(index, _)| index).find(|index| {
        text.get(*index..*index + close.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(close))
    })
}

/// Braces in what is left of a segment would read as a template.
fn push(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        let text = text.replace('}', "%7D").replace(' ', "%20");
        parts.push(Part::Literal(text));
    }
}
