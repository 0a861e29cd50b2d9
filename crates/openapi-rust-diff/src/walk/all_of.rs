//! Schemas with `allOf`, in a form that does not depend on the notation.

use super::resolve::{reference, resolve};
use super::walker::is_documentation;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The limit for parts within parts.
const MAX_DEPTH: usize = 16;

/// Whether two schemas are equal after the parts of `allOf` are merged, except for their documentation.
pub(super) fn are_same(old: (&Value, &Value), new: (&Value, &Value)) -> bool {
    let [old, new] = [old, new].map(|(document, schema)| merged(document, schema, 0));
    old == new
}

/// Whether a part of `allOf` has no constraint.
pub(crate) fn is_annotation(part: &Value) -> bool {
    let members = part.as_object();
    members.is_some_and(|members| members.keys().all(|key| annotates(key)))
}

fn annotates(key: &str) -> bool {
    is_documentation(key) || matches!(key, "title" | "deprecated" | "discriminator")
}

/// Returns a schema without documentation. Its parts of `allOf` are merged into it if they are objects.
fn merged(document: &Value, schema: &Value, depth: usize) -> Value {
    let Some(members) = schema.as_object().filter(|_| depth < MAX_DEPTH) else {
        return schema.clone();
    };
    if reference(schema).is_some() {
        return schema.clone();
    }
    let mut beside = members.clone();
    beside.retain(|key, _| !annotates(key));
    let Some(Value::Array(parts)) = beside.get("allOf") else {
        return sorted(beside);
    };
    let parts = parts.iter().filter(|part| !is_annotation(part));
    let parts: Vec<Value> = parts
        .map(|part| merged(document, part, depth + 1))
        .collect();
    beside.shift_remove("allOf");
    if let ([part], true) = (parts.as_slice(), beside.is_empty()) {
        return part.clone();
    }
    merged_object(document, &beside, &parts, depth).unwrap_or_else(|| {
        beside.insert("allOf".to_owned(), parts.into());
        sorted(beside)
    })
}

/// Returns the object that has the properties of all parts and those beside them; `None` if they are not all objects with
/// different properties.
fn merged_object(
    document: &Value,
    beside: &Map<String, Value>,
    parts: &[Value],
    depth: usize,
) -> Option<Value> {
    let mut beside = beside.clone();
    let nullable = beside.shift_remove("nullable");
    let mut object = Object::default();
    object.add(&Value::Object(beside))?;
    let mut targets = Vec::new();
    for part in parts {
        let target = merged(document, resolve(document, part), depth + 1);
        object.add(&target)?;
        targets.extend(reference(part).map(|_| target));
    }
    let mut whole = object.schema();
    // The type of a part that has everything is used instead of a new one.
    if targets.contains(&Value::Object(whole.clone())) {
        return None;
    }
    whole.extend(nullable.map(|nullable| ("nullable".to_owned(), nullable)));
    Some(Value::Object(whole))
}

/// Returns a schema with its required properties in alphabetical order.
fn sorted(mut schema: Map<String, Value>) -> Value {
    if let Some(Value::Array(names)) = schema.get_mut("required") {
        names.sort_by_cached_key(Value::to_string);
    }
    Value::Object(schema)
}

/// The properties of all parts.
#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: BTreeSet<String>,
}

impl Object {
    /// Adds the properties of a part; `None` if the part has other constraints, or another schema for a property.
    fn add(&mut self, part: &Value) -> Option<()> {
        for (key, member) in part.as_object()? {
            match (key.as_str(), member) {
                ("type", kind) if kind == "object" => {}
                ("properties", Value::Object(properties)) => {
                    for (name, schema) in properties {
                        let known = self.properties.insert(name.clone(), schema.clone());
                        if known.is_some_and(|known| known != *schema) {
                            return None;
                        }
                    }
                }
                ("required", Value::Array(names)) => {
                    for name in names {
                        self.required.insert(name.as_str()?.to_owned());
                    }
                }
                _ => return None,
            }
        }
        Some(())
    }

    fn schema(self) -> Map<String, Value> {
        let mut schema = Map::new();
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), self.properties.into());
        if !self.required.is_empty() {
            let required = self.required.into_iter().collect::<Vec<_>>();
            schema.insert("required".to_owned(), required.into());
        }
        schema
    }
}
