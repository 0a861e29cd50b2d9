//! What the description was before a run, and what the new one means for those who used it.

use super::files;
use crate::diff::OPTIONS;
use crate::diff::report::Report;
use crate::input;
use crate::output::{self, Output};
use openapi_rust_diff::{Comparison, compare};
use pages_to_openapi::diagnostic::Diagnostic;
use serde_json::Value;
use std::path::Path;

/// The description that a run writes over; none where there is no file, or no description in it.
pub(super) struct Former(Option<Value>);

impl Former {
    /// Reads what is there.
    pub(super) fn of(output: &Output) -> Self {
        let text = match output {
            Output::File(path) => input::read(path).ok(),
            Output::Standard => None,
        };
        Self(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }

    /// What changes with the new one; nothing where there is nothing to compare with.
    pub(super) fn compare(&self, new: &Value) -> Option<Comparison> {
        compare(self.0.as_ref()?, new, OPTIONS).ok()
    }
}

/// Writes what changes for a pull request, or that there was nothing to compare with.
pub(super) fn write(report: &Path, comparison: Option<&Comparison>) -> Result<(), Diagnostic> {
    let written = Report::at(report).and_then(|file| match comparison {
        Some(comparison) => file.write(comparison, None),
        None => output::write(report, "There was no description to compare with.\n"),
    });
    written.map_err(files::shortened)
}
