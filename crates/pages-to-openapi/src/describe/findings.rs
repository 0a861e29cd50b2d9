//! The problems that are found on the way.

use crate::diagnostic::Diagnostic;

/// Problems: those for which there is no description, and warnings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) errors: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
}
