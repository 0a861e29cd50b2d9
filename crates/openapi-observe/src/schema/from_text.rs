//! Texts of forms, queries and paths as the values that their schemas describe.

use crate::description::{Description, Site};
use crate::schema::alternatives::alternatives;
use crate::schema::parts::{Part, parts};
use serde_json::{Number, Value};
use std::collections::BTreeMap;

/// The deepest nesting of lists and branches that is followed.
const DEEPEST: usize = 8;

/// Returns the texts of one name as a value. A text that its schema cannot read stays a text.
pub(super) fn value(description: Description<'_>, site: &Site<'_>, texts: &[String]) -> Value {
    let types = types(description, site, 0);
    match texts {
        [text] if !types.contains(&"array") => single(&types, text),
        _ => {
            let items = parts(description, site.clone(), "", false);
            let items = items.iter().find_map(|part| part.site.member("items"));
            let item = |text: &String| match &items {
                Some(items) => single(&self::types(description, items, 0), text),
                None => text.as_str().into(),
            };
            texts.iter().map(item).collect()
        }
    }
}

/// Returns the types that a schema allows, those of its branches too.
fn types<'a>(description: Description<'a>, site: &Site<'a>, depth: usize) -> Vec<&'a str> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let parts = parts(description, site.clone(), "", false);
    let branches = parts.iter().flat_map(alternatives).flatten();
    let of_branches = branches.flat_map(|branch| types(description, &branch, depth + 1));
    parts
        .iter()
        .flat_map(Part::types)
        .chain(of_branches)
        .collect()
}

fn single(types: &[&str], text: &str) -> Value {
    let is = |name| types.contains(&name);
    let parsed = if is("integer") || is("number") {
        text.parse::<Number>().ok().map(Value::Number)
    } else if is("boolean") {
        match text.to_ascii_lowercase().as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        }
    } else if is("object") {
        serde_json::from_str(text).ok().filter(Value::is_object)
    } else {
        None
    };
    parsed.unwrap_or_else(|| text.into())
}

/// Returns a form as an object.
pub(super) fn form<'a>(
    parts: &[Part<'a>],
    description: Description<'a>,
    fields: &BTreeMap<String, Vec<String>>,
) -> Value {
    let fields = fields.iter().map(|(name, texts)| {
        let schema = parts
            .iter()
            .find_map(|part| part.site.member("properties")?.member(name));
        let value = match (schema, texts.as_slice()) {
            (Some(schema), texts) => value(description, &schema, texts),
            (None, [text]) => text.as_str().into(),
            (None, texts) => texts.to_vec().into(),
        };
        (name.clone(), value)
    });
    Value::Object(fields.collect())
}
