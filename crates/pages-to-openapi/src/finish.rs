//! The last touches on a document, and whether it is one.

use crate::check;
use crate::generator_limits::generator_limits;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The document with its parts in the order of the specification, whichever of them an overlay added.
pub(crate) fn in_order(document: Value) -> Value {
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

/// Makes the schemas strict OpenAPI 3.0, which overlays and lowering need not know: a `$ref` has no keywords beside it, because
/// readers ignore them, and `nullable` has a `type` beside it, because it means nothing without.
pub(crate) fn strict(document: &mut Value) {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let types = schemas.into_iter().flatten().filter_map(|(name, schema)| {
        let kind = schema.get("type")?.clone();
        Some((format!("{SCHEMAS}{name}"), kind))
    });
    let types: HashMap<String, Value> = types.collect();
    strict_in(document, &types);
}

const SCHEMAS: &str = "#/components/schemas/";

fn strict_in(value: &mut Value, types: &HashMap<String, Value>) {
    match value {
        Value::Object(members) => {
            members
                .values_mut()
                .for_each(|member| strict_in(member, types));
            let reference = members.get("$ref").and_then(Value::as_str);
            let is_schema = reference.is_some_and(|reference| reference.starts_with(SCHEMAS));
            if is_schema && members.len() > 1 {
                let reference = members.shift_remove("$ref");
                members.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
            }
            if members.get("nullable") == Some(&Value::Bool(true))
                && !members.contains_key("type")
                && let Some([part]) = members
                    .get("allOf")
                    .and_then(Value::as_array)
                    .map(Vec::as_slice)
                && let Some(reference) = part.get("$ref").and_then(Value::as_str)
                && let Some(kind) = types.get(reference)
            {
                members.shift_insert(0, "type".to_owned(), kind.clone());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| strict_in(item, types)),
        _ => {}
    }
}

/// Takes out what says nothing: `nullable: false` is OpenAPI's own default, and an overlay that
/// makes a rule nullable can only take single properties out of it by saying so.
pub(crate) fn settle(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("nullable") == Some(&Value::Bool(false)) {
                members.shift_remove("nullable");
            }
            if let Some(Value::Array(requirements)) = members.get_mut("security") {
                // An overlay may state what the pages state already.
                let mut seen = Vec::new();
                requirements.retain(|requirement| {
                    let is_new = !seen.contains(requirement);
                    seen.push(requirement.clone());
                    is_new
                });
            }
            members.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

/// What keeps a document from being one that a generator reads.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The keys that lead to it.
    pub(crate) keys: Vec<String>,
    pub(crate) message: String,
}

impl From<check::Problem> for Problem {
    fn from(problem: check::Problem) -> Self {
        Self {
            message: problem.to_string(),
            keys: problem.keys,
        }
    }
}

/// Returns the problems of a document, or a wrong version alone.
pub(crate) fn problems(document: &Value) -> Vec<Problem> {
    if let Some(problem) = check::version(document) {
        return vec![problem.into()];
    }
    let references = check::references(document);
    let limits = match references.is_empty() {
        true => generator_limits(document),
        false => Vec::new(),
    };
    let mut found: Vec<Problem> = references
        .into_iter()
        .chain(limits)
        .map(Problem::from)
        .collect();
    if let Err(error) = serde_path_to_error::deserialize::<_, openapiv3::OpenAPI>(document) {
        found.push(Problem {
            keys: keys(error.path()),
            message: format!("the result is not an OpenAPI document: {}", error.inner()),
        });
    }
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let required = schema.get("required").and_then(Value::as_array);
        for (index, key) in required.into_iter().flatten().enumerate() {
            let is_there = key.as_str().is_some_and(|key| {
                schema
                    .get("properties")
                    .is_some_and(|all| all.get(key).is_some())
            });
            if !is_there {
                let index = index.to_string();
                let keys = ["components", "schemas", name, "required", &index];
                found.push(Problem {
                    keys: keys.map(str::to_owned).to_vec(),
                    message: format!("{name} requires {key}, which it does not have"),
                });
            }
        }
    }
    found
}

fn keys(path: &serde_path_to_error::Path) -> Vec<String> {
    use serde_path_to_error::Segment;
    let keys = path.iter().map_while(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    keys.collect()
}
