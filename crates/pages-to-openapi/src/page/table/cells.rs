//! The cells of a line, parted by pipes or tabs.

use super::super::text::{self, Line};

/// The cells between pipes; `\|` parts nothing. Pipes at the line's ends are its frame.
pub(super) fn piped<'a>(line: &Line<'a>) -> Vec<&'a str> {
    let text = line.trimmed();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = unframed(text);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (index, character) in text.char_indices() {
        if character == '|' && !escaped {
            cells.push(text.get(start..index).unwrap_or_default());
            start = index + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    cells.push(text.get(start..).unwrap_or_default());
    for cell in &mut cells {
        *cell = cell.trim_matches(text::blank);
    }
    cells
}

/// The line without the pipe that closes it.
pub(super) fn unframed(text: &str) -> &str {
    match text.strip_suffix('|') {
        Some(rest) if !rest.ends_with('\\') => rest,
        _ => text,
    }
}

/// Whether a pipe closes the line.
pub(super) fn closed(text: &str) -> bool {
    unframed(text).len() < text.len()
}

/// The cells between tabs.
pub(super) fn tabbed<'a>(line: &Line<'a>) -> Vec<&'a str> {
    line.text
        .split('\t')
        .map(|cell| cell.trim_matches(text::blank))
        .collect()
}

/// Whether the line is the rule under a head.
pub(super) fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| "|-: \t+".contains(c))
}
