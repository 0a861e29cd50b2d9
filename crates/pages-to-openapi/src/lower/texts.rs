//! Texts: those with bounds are components, because the generator would name their types after each use.

use super::schemas::Schemas;
use crate::provenance::Origin;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Moves the bounds of a text's length to a component that all texts with these bounds refer to.
pub(super) fn share_bounds(
    schema: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
) {
    let mut text = Map::new();
    for key in ["minLength", "maxLength"] {
        if let Some(length) = schema.shift_remove(key) {
            text.insert(key.to_owned(), length);
        }
    }
    if text.is_empty() {
        return;
    }
    if schema.contains_key("allOf") {
        // The values that are known tell more, and a client can't hold both.
        schema.insert("x-other-bounds".to_owned(), Value::Object(text));
        return;
    }
    let bound = |key: &str| text.get(key).and_then(Value::as_u64);
    let name = match (bound("minLength"), bound("maxLength")) {
        (Some(least), Some(most)) if least == most => format!("TextOf{least}"),
        (Some(least), Some(most)) => format!("TextOf{least}To{most}"),
        (Some(least), None) => format!("TextFrom{least}"),
        (None, most) => format!("TextUpTo{}", most.unwrap_or_default()),
    };
    text.shift_insert(0, "type".to_owned(), json!("string"));
    let reference = schemas.shared(&name, Value::Object(text), origin);
    schema.insert("allOf".to_owned(), json!([reference]));
}

/// Replaces a schema by text if a path or a header cannot hold its values.
pub(super) fn only_plain(schema: &mut Map<String, Value>, schemas: &Schemas) {
    let kind = schema.get("type").and_then(Value::as_str);
    let is_plain = !matches!(kind, Some("array" | "object"));
    let reference = schema.get("allOf").and_then(|all| all.get(0));
    if is_plain && !reference.is_some_and(|one| schemas.is_open_enum(one)) {
        return;
    }
    let mut text = Map::new();
    text.insert("type".to_owned(), json!("string"));
    if let Some(default) = schema.get("default").filter(|_| is_plain) {
        text.insert("default".to_owned(), default.clone());
    }
    let other = std::mem::replace(schema, text);
    schema.insert("x-other-schema".to_owned(), Value::Object(other));
}
