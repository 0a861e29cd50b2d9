//! References to components.

use serde_json::{Value, json};

/// Returns a reference to a component.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
