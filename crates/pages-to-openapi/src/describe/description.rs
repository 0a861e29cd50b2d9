//! The result of a conversion.

use crate::diagnostic::Diagnostic;
use crate::provenance::{Explanation, Trace};
use serde_json::Value;

/// A description, and the warnings about its pages.
#[derive(Debug, Clone)]
pub struct Description {
    /// The OpenAPI document.
    pub document: Value,
    /// The origin of each element of the document.
    pub trace: Trace,
    /// The file of each page, which the trace names by number.
    pub files: Vec<String>,
    /// Facts that were left open, and why.
    pub warnings: Vec<Diagnostic>,
}

impl Description {
    /// Returns the origin of each element of the document.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(&self.document, &self.trace, &self.files)
    }
}
