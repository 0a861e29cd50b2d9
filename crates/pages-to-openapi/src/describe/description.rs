//! The result of a conversion.

use crate::diagnostic::Diagnostic;
use crate::provenance::{Explanation, Source, Trace, sources};
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

    /// Returns the places that an element comes from, or the nearest element around it that has an origin. `pointer` is a
    /// JSON pointer.
    pub fn sources(&self, pointer: &str) -> Vec<Source> {
        let keys = pointer.split('/').skip(1);
        let keys: Vec<String> = keys
            .map(|key| key.replace("~1", "/").replace("~0", "~"))
            .collect();
        sources(self.trace.nearest(&keys).as_deref(), &self.files)
    }
}
