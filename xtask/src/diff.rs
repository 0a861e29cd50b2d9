//! What a change of the description means for those who depend on the client.

mod meaning;
mod row;
mod rust;
mod walk;

use crate::diagnostic::Diagnostic;
use meaning::Documents;
pub use row::{Comparison, Row, Verdict};
use serde_json::Value;

/// Compares two descriptions: every difference is a row.
///
/// # Errors
/// One of them is no OpenAPI description.
pub fn compare(old: &Value, new: &Value) -> Result<Comparison, Diagnostic> {
    for (name, document) in [("old description", old), ("new description", new)] {
        if !document.get("openapi").is_some_and(Value::is_string) {
            return Err(Diagnostic::of_file(
                name,
                "it is no OpenAPI description: there is no text `openapi` in it",
                "name a description of OpenAPI 3",
            ));
        }
    }
    let documents = Documents { old, new };
    let changes = walk::changes(old, new);
    let rows = changes.iter().map(|change| meaning::row(documents, change));
    Ok(Comparison::of(rows.collect()))
}
