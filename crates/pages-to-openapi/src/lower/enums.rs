//! Enums: one variant for each value.

use crate::identifiers::ident;
use heck::ToPascalCase;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Moves the values of an open enum that have no variant of their own beside the others. They are among the other texts
/// then.
pub(super) fn one_variant_each(schema: &mut Map<String, Value>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(parts)) = schema.get_mut(key) else {
            continue;
        };
        let [listed, other] = parts.as_mut_slice() else {
            continue;
        };
        let Value::Object(listed) = listed else {
            continue;
        };
        move_others(listed);
        if let (Some(values), Some(excluded)) = (listed.get("enum"), other.pointer_mut("/not/enum"))
        {
            *excluded = json!(values);
        }
    }
}

fn move_others(listed: &mut Map<String, Value>) {
    let mut variants = HashSet::new();
    let mut others = Vec::new();
    if let Some(Value::Array(values)) = listed.get_mut("enum") {
        values.retain(|value| {
            let is_apart = value
                .as_str()
                .is_some_and(|text| variants.insert(ident(text, str::to_pascal_case)));
            if !is_apart {
                others.push(value.clone());
            }
            is_apart
        });
    }
    if !others.is_empty() {
        listed.insert("x-other-values".to_owned(), Value::Array(others));
    }
}
