//! What a change of the description means for those who depend on the client.

mod row;

use crate::diagnostic::Diagnostic;
pub use row::{Comparison, Row, Verdict};
use serde_json::Value;

/// Compares two descriptions.
///
/// # Errors
/// One of them is no OpenAPI 3 description.
pub fn compare(old: &Value, new: &Value) -> Result<Comparison, Diagnostic> {
    let mut rows = Vec::new();
    if old != new {
        rows.push(Row {
            place: "description".to_owned(),
            pointer: String::new(),
            change: "changed".to_owned(),
            meaning: "unknown".to_owned(),
            verdict: Verdict::Breaking,
            touches_signatures: true,
        });
    }
    Ok(Comparison::of(rows))
}
