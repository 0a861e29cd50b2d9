//! The problems of a page, and the page's text for their messages.

use crate::diagnostic::{Diagnostic, Place};

/// The problems of a page: parts that cannot be read, and doubts.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) faults: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
}

/// The page's name and text, for messages.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn fault(
        self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::of_file(self.file, message, help).at(place, self.text)
    }
}
