//! One Rust name for each field and default.

use super::warning::warn;
use crate::diagnostic::{Diagnostic, Place};
use crate::identifiers::snake;
use crate::page::Page;
use crate::provenance::{Origin, Trace};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Moves the properties that would have no field of their own beside the others.
pub(super) fn one_field_each(
    pages: &[Page],
    name: &str,
    schema: &mut Map<String, Value>,
    trace: &Trace,
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
            if let Some((page, place)) = shown(pages, trace, &property) {
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
        let (one, two) = (shown(pages, trace, first), shown(pages, trace, &property));
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
pub(super) fn one_function_each(
    name: &str,
    schema: &mut Map<String, Value>,
    functions: &mut HashSet<String>,
) {
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

/// Returns the first place of a page that shows a property of the component with this trace.
fn shown<'a>(pages: &'a [Page], trace: &Trace, property: &str) -> Option<(&'a Page, Place)> {
    let keys = ["properties".to_owned(), property.to_owned()];
    match trace.nearest(&keys)?.as_ref() {
        Origin::Pages { spots, .. } => {
            let spot = spots.first()?;
            Some((pages.get(spot.page)?, spot.place))
        }
        Origin::Action { .. } => None,
    }
}
