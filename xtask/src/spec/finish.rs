//! The last touches on a document, and whether it is one.

use crate::diagnostic::Diagnostic;
use serde::Deserialize as _;
use serde_json::Value;

/// The document with its parts in the order of the specification, whichever of them an overlay added.
pub(super) fn in_order(document: Value) -> Value {
    const PARTS: [&str; 7] = [
        "openapi",
        "info",
        "servers",
        "security",
        "tags",
        "paths",
        "components",
    ];
    match document {
        Value::Object(mut parts) => {
            let mut sorted = serde_json::Map::new();
            for part in PARTS {
                if let Some(value) = parts.shift_remove(part) {
                    sorted.insert(part.to_owned(), value);
                }
            }
            sorted.extend(parts);
            Value::Object(sorted)
        }
        other => other,
    }
}

/// Takes out what says nothing: `nullable: false` is OpenAPI's own default, and an overlay that
/// makes a rule nullable can only take single properties out of it by saying so.
pub(super) fn settle(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("nullable") == Some(&Value::Bool(false)) {
                members.shift_remove("nullable");
            }
            members.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

/// What keeps the document from being one that a generator reads.
pub(super) fn faults(file: &str, document: &Value) -> Vec<Diagnostic> {
    let fault = |message: String| {
        Diagnostic::of_file(
            file,
            message,
            "correct the overlay, or the page where there is none",
        )
    };
    let mut found = Vec::new();
    if let Err(error) = openapiv3::OpenAPI::deserialize(document) {
        found.push(fault(format!(
            "what comes out is no OpenAPI document: {error}"
        )));
    }
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten() {
            let is_there = key.as_str().is_some_and(|key| {
                schema
                    .get("properties")
                    .is_some_and(|all| all.get(key).is_some())
            });
            if !is_there {
                found.push(fault(format!(
                    "{name} requires {key}, which it does not have"
                )));
            }
        }
    }
    found
}
