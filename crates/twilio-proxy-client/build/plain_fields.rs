//! Fields of requests whose values may be shown.

use std::collections::BTreeSet;

use serde_json::Value;

/// Returns the names of the parameters and of the body's fields that are neither personal data nor secret in any
/// operation.
pub fn plain_fields(description: &Value) -> Vec<&str> {
    let (mut plain, mut private) = (BTreeSet::new(), BTreeSet::new());
    for (name, schema) in fields(description) {
        let names = if is_private(description, schema, &mut BTreeSet::new()) {
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
                    properties(description, schema, &mut BTreeSet::new(), &mut fields);
                }
            }
        }
    }
    fields
}

/// Adds the properties of a schema and of its parts. `seen` has the references that were followed.
fn properties<'a>(
    description: &'a Value,
    schema: &'a Value,
    seen: &mut BTreeSet<&'a str>,
    fields: &mut Vec<(&'a str, &'a Value)>,
) {
    if reference(schema).is_some_and(|reference| !seen.insert(reference)) {
        return;
    }
    let schema = resolved(description, schema);
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flatten();
    fields.extend(own.map(|(name, schema)| (name.as_str(), schema)));
    for part in ["allOf", "anyOf", "oneOf"] {
        for part in values(schema.get(part)) {
            properties(description, part, seen, fields);
        }
    }
}

/// Returns whether a value, or a part of it, is personal data or secret. `seen` has the references that were followed.
fn is_private<'a>(description: &'a Value, schema: &'a Value, seen: &mut BTreeSet<&'a str>) -> bool {
    if reference(schema).is_some_and(|reference| !seen.insert(reference)) {
        return false;
    }
    let schema = resolved(description, schema);
    let is_marked = schema.get("x-personal-data") == Some(&true.into())
        || schema.get("format") == Some(&"password".into());
    let one = ["items", "additionalProperties"];
    let many = ["allOf", "anyOf", "oneOf", "properties"];
    let one = one.into_iter().filter_map(|part| schema.get(part));
    let many = many.into_iter().flat_map(|part| values(schema.get(part)));
    is_marked
        || one
            .chain(many)
            .any(|part| is_private(description, part, seen))
}

/// Follows references inside the description.
fn resolved<'a>(description: &'a Value, mut part: &'a Value) -> &'a Value {
    let mut seen = BTreeSet::new();
    while let Some(reference) = reference(part)
        && seen.insert(reference)
        && let Some(pointer) = reference.strip_prefix('#')
        && let Some(target) = description.pointer(pointer)
    {
        part = target;
    }
    part
}

fn reference(part: &Value) -> Option<&str> {
    part.get("$ref")?.as_str()
}

/// Returns the values of an object or a list.
fn values(part: Option<&Value>) -> impl Iterator<Item = &Value> {
    let object = part.and_then(Value::as_object);
    let list = part.and_then(Value::as_array);
    let object = object.into_iter().flat_map(|object| object.values());
    object.chain(list.into_iter().flatten())
}
