//! Schemas for values that were seen.

use crate::schema::JsonType;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The keywords that restrict values.
const CONSTRAINTS: [&str; 21] = [
    "$ref",
    "type",
    "nullable",
    "format",
    "pattern",
    "enum",
    "not",
    "allOf",
    "anyOf",
    "oneOf",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "default",
];

/// Returns a schema for values of some types: of any type if there are several.
pub(super) fn new_schema(types: &BTreeSet<JsonType>) -> Map<String, Value> {
    let mut others = types.clone();
    let has_null = others.remove(&JsonType::Null);
    if others.contains(&JsonType::Number) {
        others.remove(&JsonType::Integer);
    }
    let mut schema = Map::new();
    let mut others = others.into_iter();
    let (Some(one), None) = (others.next(), others.next()) else {
        return schema;
    };
    schema.insert("type".to_owned(), one.name().into());
    match one {
        JsonType::Array => drop(schema.insert("items".to_owned(), json!({}))),
        JsonType::Object => drop(schema.insert("additionalProperties".to_owned(), true.into())),
        _ => {}
    }
    if has_null {
        schema.insert("nullable".to_owned(), true.into());
    }
    schema
}

/// Returns a schema without its constraints, for values of some types. Descriptions and marks of personal data stay.
pub(super) fn widened(schema: &Value, types: &BTreeSet<JsonType>) -> Value {
    let mut widened = schema.as_object().cloned().unwrap_or_default();
    let mut types = types.clone();
    if widened.get("nullable") == Some(&Value::Bool(true)) {
        types.insert(JsonType::Null);
    }
    widened.retain(|key, _| !CONSTRAINTS.contains(&key.as_str()));
    widened.extend(new_schema(&types));
    Value::Object(widened)
}
