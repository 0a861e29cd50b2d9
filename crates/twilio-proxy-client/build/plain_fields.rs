//! Fields of requests whose values may be shown.

use std::collections::BTreeSet;

use serde_json::Value;

/// References deeper than this go round in a circle.
const MAX_DEPTH: usize = 32;

/// Returns the names of the parameters and of the body's fields that are neither personal data nor secret in any
/// operation.
pub fn plain_fields(description: &Value) -> Vec<&str> {
    let (mut plain, mut private) = (BTreeSet::new(), BTreeSet::new());
    for (name, schema) in fields(description) {
        let names = if is_private(description, schema, MAX_DEPTH) {
            &mut private
        } else {
            &mut plain
        };
        names.insert(name);
    }
    plain.difference(&private).copied().collect()
}

/// Returns each parameter and each field of a body with its schema.
fn fields(description: &Value) -> Vec<(&str, &Value)> {
    let mut fields = Vec::new();
    for item in values(description.get("paths")) {
        // A path has parameters of its own, beside those of its operations.
        for part in std::iter::once(item).chain(values(Some(item))) {
            for parameter in values(part.get("parameters")) {
                let parameter = resolved(description, parameter);
                let name = parameter.get("name").and_then(Value::as_str);
                fields.extend(name.zip(parameter.get("schema")));
            }
            let body = part.get("requestBody");
            let body = body.map(|body| resolved(description, body));
            for media in values(body.and_then(|body| body.get("content"))) {
                if let Some(schema) = media.get("schema") {
                    properties(description, schema, MAX_DEPTH, &mut fields);
                }
            }
        }
    }
    fields
}

fn properties<'a>(
    description: &'a Value,
    schema: &'a Value,
    depth: usize,
    fields: &mut Vec<(&'a str, &'a Value)>,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let schema = resolved(description, schema);
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flatten();
    fields.extend(own.map(|(name, schema)| (name.as_str(), schema)));
    for part in ["allOf", "anyOf", "oneOf"] {
        for part in values(schema.get(part)) {
            properties(description, part, depth, fields);
        }
    }
}

/// Returns whether a value, or a part of it, is personal data or secret. Returns `true` if that cannot be decided.
fn is_private(description: &Value, schema: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    let schema = resolved(description, schema);
    let is_marked = schema.get("x-personal-data") == Some(&true.into())
        || schema.get("format") == Some(&"password".into());
    let one = ["items", "additionalProperties", "not"];
    let many = ["allOf", "anyOf", "oneOf", "properties"];
    let one = one.into_iter().filter_map(|part| schema.get(part));
    let many = many.into_iter().flat_map(|part| values(schema.get(part)));
    is_marked
        || one
            .chain(many)
            .any(|part| is_private(description, part, depth))
}

/// Follows references inside the description.
fn resolved<'a>(description: &'a Value, mut part: &'a Value) -> &'a Value {
    for _ in 0..MAX_DEPTH {
        let reference = part.get("$ref").and_then(Value::as_str);
        let target = reference
            .and_then(|reference| reference.strip_prefix('#'))
            .and_then(|pointer| description.pointer(pointer));
        match target {
            Some(target) => part = target,
            None => break,
        }
    }
    part
}

/// Returns the values of an object or a list.
fn values(part: Option<&Value>) -> impl Iterator<Item = &Value> {
    let object = part.and_then(Value::as_object);
    let list = part.and_then(Value::as_array);
    let object = object.into_iter().flat_map(|object| object.values());
    object.chain(list.into_iter().flatten())
}
