//! Removes the callbacks and the objects that only they use. The wrapper has types for them.

use std::collections::BTreeSet;

use serde_json::Value;

const SCHEMAS: &str = "#/components/schemas/";

/// Returns the description without callbacks and without the objects that only callbacks refer to.
pub fn without_callbacks(description: &Value) -> Value {
    let mut without = description.clone();
    let items = without.get_mut("paths").and_then(Value::as_object_mut);
    let operations = items
        .into_iter()
        .flat_map(|items| items.values_mut())
        .filter_map(Value::as_object_mut)
        .flat_map(|item| item.values_mut())
        .filter_map(Value::as_object_mut);
    let mut removed = Vec::new();
    for operation in operations {
        removed.extend(operation.remove("callbacks"));
    }
    if removed.is_empty() {
        return without;
    }
    let of_callbacks = reached(description, removed.iter());
    let paths = without.get("paths").cloned();
    let others = paths.iter();
    let schemas = description.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
    let not_of_callbacks =
        schemas.filter(|(name, _)| !of_callbacks.contains(format!("{SCHEMAS}{name}").as_str()));
    let others = others.chain(not_of_callbacks.map(|(_, schema)| schema));
    let of_others = reached(description, others);
    if let Some(Value::Object(schemas)) = without.pointer_mut("/components/schemas") {
        schemas.retain(|name, schema| {
            let reference = format!("{SCHEMAS}{name}");
            let is_in = |found: &BTreeSet<&str>| found.contains(reference.as_str());
            let only_of_callbacks = is_in(&of_callbacks) && !is_in(&of_others);
            !(only_of_callbacks && schema.get("properties").is_some())
        });
    }
    without
}

/// Returns the references in parts of a description, and those in the elements that they lead to.
fn reached<'a>(
    description: &'a Value,
    parts: impl Iterator<Item = &'a Value>,
) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Value> = parts.collect();
    while let Some(part) = open.pop() {
        let reference = part.get("$ref").and_then(Value::as_str);
        if let Some(reference) = reference
            && found.insert(reference)
        {
            let pointer = reference.strip_prefix('#');
            open.extend(pointer.and_then(|pointer| description.pointer(pointer)));
        }
        match part {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}
