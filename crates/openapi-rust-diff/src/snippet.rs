//! The line that a row comes from, as the text format shows it.

use crate::row::{Row, Verdict};
use crate::source_line::MarkedLine;
use crate::terminal::escaped_line;
use annotate_snippets::{Group, Level, Renderer};

/// Returns the lines of a row's snippet: the file, and the line with a caret below it. It has no lines if the place of
/// the row is not known.
pub(crate) fn snippet(row: &Row, width: usize) -> Vec<String> {
    let Some(location) = &row.location else {
        return Vec::new();
    };
    let level = match row.verdict {
        Verdict::Breaking => Level::ERROR,
        Verdict::Additive => Level::NOTE,
        Verdict::Neutral => Level::INFO,
    };
    let line = MarkedLine::new(&location.text, location.caret);
    let origin = location.origin.as_deref();
    let label = origin.map(|origin| escaped_line(origin).into_owned());
    let place = (location.line, location.column);
    let group = line.add_to(Group::with_level(level), &location.file, place, label);
    let renderer = Renderer::styled().term_width(width);
    let shown = renderer.render(&[group]);
    shown.lines().map(str::to_owned).collect()
}
