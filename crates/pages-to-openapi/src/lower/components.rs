//! One Rust name for each field, variant and default.

use super::{ident, snake, warn};
use crate::describe::components::Components;
use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;
use heck::ToPascalCase;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// One field for each property, one function for each default, in every component.
pub(crate) fn components(
    pages: &[Page],
    components: &Components<'_>,
    said: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) {
    let mut functions = HashSet::new();
    for (name, schema) in said {
        let Value::Object(schema) = schema else {
            continue;
        };
        properties(pages, components, name, schema, warnings);
        defaults(name, schema, &mut functions);
    }
}

fn properties(
    pages: &[Page],
    components: &Components<'_>,
    name: &str,
    schema: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let mut fields: HashMap<String, String> = HashMap::new();
    let mut others = Map::new();
    // A name without a letter or a digit would give its type the name of the whole.
    let nameless = |property: &str| !property.chars().any(char::is_alphanumeric);
    for (property, value) in std::mem::take(properties) {
        if nameless(&property) {
            if let Some((page, place)) = shown(pages, components, name, &property) {
                let message = format!("{name}.{property} has no name in Rust");
                let help =
                    "it is kept as x-other-properties, and a client finds it among the extra ones";
                warnings.push(warn(page, place, message, help));
            }
            others.insert(property, value);
            continue;
        }
        let Some(first) = fields.get(&snake(&property)) else {
            fields.insert(snake(&property), property.clone());
            properties.insert(property, value);
            continue;
        };
        let (one, two) = (
            shown(pages, components, name, first),
            shown(pages, components, name, &property),
        );
        // A property that no sample gives a value has no place of its own.
        if let Some((page, place)) = two.or(one) {
            let (file, line) = one.map_or((&page.file, place.line), |(page, place)| {
                (&page.file, place.line)
            });
            let message = format!(
                "{name}.{property} and {name}.{first} at {file}:{line} would be one field in Rust"
            );
            let help =
                "it is kept as x-other-properties, and a client finds it among the extra ones";
            warnings.push(warn(page, place, message, help));
        }
        others.insert(property, value);
    }
    if others.is_empty() {
        return;
    }
    let extra = !properties.keys().any(|key| snake(key) == "extra");
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|key| !key.as_str().is_some_and(|key| others.contains_key(key)));
    }
    if extra {
        schema.insert("additionalProperties".to_owned(), json!({}));
    }
    schema.insert("x-other-properties".to_owned(), Value::Object(others));
}

/// One function for each default: its name is the component's and the property's in one.
fn defaults(name: &str, schema: &mut Map<String, Value>, functions: &mut HashSet<String>) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (property, value) in properties {
        let Value::Object(value) = value else {
            continue;
        };
        if value.contains_key("default")
            && !functions.insert(snake(&format!("{name}_{}", snake(property))))
            && let Some(default) = value.shift_remove("default")
        {
            value.insert("x-other-default".to_owned(), default);
        }
    }
}

/// Where a property is shown: in a sample, or as a field of a table.
fn shown<'a>(
    pages: &'a [Page],
    components: &Components<'_>,
    component: &str,
    property: &str,
) -> Option<(&'a Page, Place)> {
    if let Some(spot) = components.spot(component, property) {
        return Some((pages.get(spot.page)?, spot.place));
    }
    pages.iter().find_map(|page| {
        let mut fields = page.body.fields.iter();
        let row = fields.find(|row| row.key.value == property)?;
        Some((page, row.key.place))
    })
}

/// One variant for each value: those that have none of their own stay beside the others.
pub(crate) fn values(schema: &mut Value) {
    let Value::Object(schema) = schema else {
        return;
    };
    let mut variants = HashSet::new();
    let mut others = Vec::new();
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| {
            let apart = value
                .as_str()
                .is_some_and(|text| variants.insert(ident(text, str::to_pascal_case)));
            if !apart {
                others.push(value.clone());
            }
            apart
        });
    }
    // The enum is open: a value that is no variant stays a string.
    if !others.is_empty() {
        schema.insert("x-other-values".to_owned(), Value::Array(others));
    }
}
