//! Text of a page.

use crate::diagnostic::Place;

/// Text of one or more lines that remembers where each of them stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// The text, its lines joined by newlines.
    pub text: String,
    /// Bytes whose place does not follow from the one before: the start of each line at least.
    anchors: Vec<(usize, Place)>,
}

impl Prose {
    /// Adds a line.
    pub fn push(&mut self, line: &str, place: Place) {
        if !self.anchors.is_empty() {
            self.text.push('\n');
        }
        self.anchors.push((self.text.len(), place));
        self.text.push_str(line);
    }

    /// Goes on with the last line at another place, as after an escape sequence.
    pub(super) fn go_on(&mut self, text: &str, place: Place) {
        self.anchors.push((self.text.len(), place));
        self.text.push_str(text);
    }

    /// The place of a byte of the text.
    pub fn place(&self, offset: usize) -> Place {
        let after = self.anchors.partition_point(|(start, _)| *start <= offset);
        let anchor = after.checked_sub(1).and_then(|last| self.anchors.get(last));
        let (start, mut place) = anchor.copied().unwrap_or_default();
        let between = self.text.get(start..offset).unwrap_or_default();
        place.column += between.chars().count();
        place
    }
}
