//! Lines of files, and how a report shows one, with a caret below it.

use crate::terminal::{escape, escaped_line, is_hidden};
use annotate_snippets::{AnnotationKind, Group, Origin, Snippet};
use std::ops::Range;
use std::sync::Arc;

/// A line longer than this is shown in part: some publishers put a whole file on one.
const LONGEST_LINE: usize = 8_000;
/// How many characters of a long line are shown before and after the caret.
const AROUND: usize = 100;

/// Returns what is shown of a line, and where in it the column is.
pub(crate) fn around(line: &str, column: usize) -> (String, usize) {
    if line.len() <= LONGEST_LINE {
        return (line.to_owned(), column);
    }
    let first = column.saturating_sub(AROUND + 1);
    let mut characters = line.chars().skip(first);
    let mut shown: String = characters.by_ref().take(2 * AROUND + 1).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    if first == 0 {
        return (shown, column);
    }
    (format!("…{shown}"), column - first + 1)
}

/// A file's text, of which any line is found at once.
#[derive(Debug, Clone)]
pub struct Source {
    text: Arc<str>,
    /// The byte that each line starts at.
    starts: Arc<[usize]>,
}

impl Source {
    /// Takes a text.
    pub fn new(text: &str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(index, _)| index + 1);
        Self {
            starts: std::iter::once(0).chain(after_newlines).collect(),
            text: text.into(),
        }
    }

    /// Returns the whole text.
    #[allow(dead_code, reason = "a file that two crates share")]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A line by its number, which counts from 1; beyond the last one it is empty.
    pub fn line(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|n| self.starts.get(n));
        let end = self.starts.get(number).copied();
        let line = start.and_then(|start| self.text.get(*start..end.unwrap_or(self.text.len())));
        line.unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

/// A line as it may be printed. The renderer cuts long lines.
pub(crate) struct MarkedLine {
    text: String,
    /// The bytes that the caret marks.
    mark: Range<usize>,
    /// The column of the caret, counted from 1 in characters.
    column: usize,
}

impl MarkedLine {
    /// Escapes a line, and marks the character at a column.
    pub(crate) fn new(line: &str, column: usize) -> Self {
        let mut text = String::with_capacity(line.len());
        let mut mark = None;
        for (number, character) in (1..).zip(line.chars()) {
            let start = text.len();
            match character {
                '\t' => text.push(' '),
                hidden if is_hidden(hidden) => escape(&mut text, hidden),
                other => text.push(other),
            }
            if number == column.max(1) {
                mark = Some(start..text.len());
            }
        }
        let mark = mark.unwrap_or_else(|| {
            let end = text.len();
            text.push(' ');
            end..end + 1
        });
        let before = text.get(..mark.start).unwrap_or_default();
        let column = before.chars().count() + 1;
        Self { text, mark, column }
    }

    /// Returns the text before the mark, and the text from the mark on.
    #[allow(dead_code, reason = "a file that two crates share")]
    pub(crate) fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.mark.start)
    }

    /// Adds the line to a report. `label` is shown beside the caret; the caller has escaped it.
    pub(crate) fn add_to<'a>(
        &'a self,
        group: Group<'a>,
        file: &'a str,
        (line, column): (usize, usize),
        label: Option<String>,
    ) -> Group<'a> {
        let mut annotation = AnnotationKind::Primary.span(self.mark.clone());
        if let Some(label) = label {
            annotation = annotation.label(label);
        }
        let snippet = Snippet::source(self.text.as_str())
            .line_start(line)
            .annotation(annotation);
        let file = escaped_line(file);
        if self.column == column.max(1) {
            group.element(snippet.path(file))
        } else {
            // The snippet counts columns in what it shows.
            let origin = Origin::path(file).line(line).char_column(column);
            group.element(origin).element(snippet)
        }
    }
}
