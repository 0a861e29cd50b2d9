//! Texts of forms, queries and paths as the values that their schemas describe.

use crate::description::{Description, Site};
use crate::schema::alternatives::alternatives;
use crate::schema::parts::{Part, parts};
use serde_json::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the texts of one name as a value. A text that its schema cannot read stays a text.
pub(super) fn value(description: Description<'_>, site: &Site<'_>, texts: &[String]) -> Value {
    let types = types(description, site);
    match texts {
        [text] if !types.contains(&"array") => single(&types, text),
        _ => {
            let items = parts(description, site.clone(), "", false);
            let items = items.iter().find_map(|part| part.site.member("items"));
            let item = |text: &String| match &items {
                Some(items) => single(&self::types(description, items), text),
                None => text.as_str().into(),
            };
            texts.iter().map(item).collect()
        }
    }
}

/// Returns the types that a schema allows, those of its branches too.
fn types<'a>(description: Description<'a>, site: &Site<'a>) -> Vec<&'a str> {
    let mut types = Vec::new();
    let mut known = BTreeSet::new();
    let mut left = vec![site.clone()];
    while let Some(site) = left.pop() {
        for part in parts(description, site, "", false) {
            if known.insert(part.site.pointer.clone()) {
                types.extend(part.types());
                left.extend(alternatives(&part).into_iter().flatten());
            }
        }
    }
    types
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
