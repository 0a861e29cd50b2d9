//! The names in the API's description.

use std::collections::BTreeSet;

use serde_json::Value;

/// The names that the description has.
#[derive(Default)]
pub struct Names {
    /// The properties and parameters whose values are not personal data.
    pub plain: BTreeSet<String>,
    /// The fixed parts of paths.
    pub path_segments: BTreeSet<String>,
}

impl Names {
    /// Reads the names of the description that the client is generated from.
    pub fn read() -> Self {
        let description = include_str!("../../openapi.json");
        // A description that cannot be read has no name, so that everything is blanked.
        let description: Value = serde_json::from_str(description).unwrap_or_default();
        let mut names = Self::default();
        let mut personal = BTreeSet::new();
        visit(&description, &description, &mut names.plain, &mut personal);
        names.plain.retain(|name| !personal.contains(name));
        let paths = description.get("paths").and_then(Value::as_object);
        let paths = paths.into_iter().flat_map(|paths| paths.keys());
        let segments = paths.flat_map(|path| path.split('/'));
        let fixed = segments.filter(|segment| !segment.is_empty() && !segment.starts_with('{'));
        names.path_segments = fixed.map(str::to_owned).collect();
        names
    }
}

/// Collects the names of all properties and parameters, and those whose schema is marked as personal data.
fn visit(root: &Value, value: &Value, all: &mut BTreeSet<String>, personal: &mut BTreeSet<String>) {
    let mut note = |name: &str, schema: &Value| {
        all.insert(name.to_owned());
        if is_personal(root, schema, 0) {
            personal.insert(name.to_owned());
        }
    };
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        for (name, schema) in properties {
            note(name, schema);
        }
    }
    if let (Some(name), Some(_)) = (value.get("name").and_then(Value::as_str), value.get("in")) {
        note(name, value);
    }
    match value {
        Value::Object(members) => members
            .values()
            .for_each(|member| visit(root, member, all, personal)),
        Value::Array(items) => items
            .iter()
            .for_each(|item| visit(root, item, all, personal)),
        _ => {}
    }
}

/// The depth at which references are no longer followed. They may form a circle.
const DEPTH: usize = 8;

fn is_personal(root: &Value, schema: &Value, depth: usize) -> bool {
    if schema.get("x-personal-data") == Some(&Value::Bool(true)) || depth > DEPTH {
        return true;
    }
    let reference = schema.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| root.pointer(reference.strip_prefix('#')?));
    let parts = ["allOf", "anyOf", "oneOf"].map(|key| schema.get(key).and_then(Value::as_array));
    let parts = parts.into_iter().flatten().flatten();
    let inner = ["schema", "items"].map(|key| schema.get(key));
    let mut schemas = parts.chain(inner.into_iter().flatten()).chain(target);
    schemas.any(|schema| is_leaf(schema) && is_personal(root, schema, depth + 1))
}

/// Returns whether a schema is not an object with properties of its own, each of which is judged by its own name.
fn is_leaf(schema: &Value) -> bool {
    schema.get("properties").is_none()
}
