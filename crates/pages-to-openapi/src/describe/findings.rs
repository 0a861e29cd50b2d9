//! The problems that are found on the way.

use crate::diagnostic::Diagnostic;
use crate::page::Page;

/// Problems: those for which there is no description, and warnings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) errors: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a statement of a page that contradicts itself.
    pub(super) fn contradiction(&mut self, page: &Page, fault: Diagnostic) {
        if page.keep_going {
            self.warnings.push(fault.left_out());
        } else {
            self.errors.push(fault);
        }
    }
}
