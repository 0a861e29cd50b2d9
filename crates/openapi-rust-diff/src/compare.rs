//! The comparison of two descriptions.

use crate::meaning::{self, Documents};
use crate::row::{Comparison, Row};
use crate::walk;
use serde_json::Value;
use std::fmt;

/// One of the two descriptions of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The description before the change.
    Old,
    /// The description after the change.
    New,
}

/// The error for a JSON document that is not an OpenAPI description: it has no text `openapi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADescription(
    /// The document in question.
    pub Side,
);

impl fmt::Display for NotADescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.0 {
            Side::Old => "old",
            Side::New => "new",
        };
        write!(
            f,
            "the {side} document is not an OpenAPI description: it has no text `openapi`"
        )
    }
}

impl std::error::Error for NotADescription {}

/// Compares two descriptions and returns a row for each difference.
///
/// # Errors
/// One of them is not an OpenAPI description.
pub fn compare(old: &Value, new: &Value) -> Result<Comparison, NotADescription> {
    for (side, document) in [(Side::Old, old), (Side::New, new)] {
        if !document.get("openapi").is_some_and(Value::is_string) {
            return Err(NotADescription(side));
        }
    }
    let documents = Documents { old, new };
    let changes = walk::changes(old, new);
    let rows: Vec<Row> = changes
        .iter()
        .map(|change| meaning::row(documents, change))
        .collect();
    Ok(Comparison::of(rows))
}
