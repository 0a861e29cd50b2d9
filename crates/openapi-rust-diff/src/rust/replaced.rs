//! The components that types of the client's own stand for. The build of the client decides by the
//! same three shapes.

use super::pascal;
use serde_json::Value;

/// The type that stands for a component, where one does.
pub(super) fn of(name: &str, schema: &Value) -> Option<String> {
    if is_sid(schema) {
        Some(format!("sid::{}", pascal(name)))
    } else if let Some(known) = open_enum(schema) {
        Some(format!("Open<types::{}>", pascal(known)))
    } else if is_private_text(schema) {
        Some("Redacted".to_owned())
    } else {
        None
    }
}

fn is_sid(schema: &Value) -> bool {
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let prefix =
        pattern.and_then(|pattern| pattern.strip_prefix('^')?.strip_suffix("[0-9a-fA-F]{32}$"));
    prefix.is_some_and(|prefix| {
        prefix == "[a-zA-Z]{2}"
            || (prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()))
    })
}

fn open_enum(schema: &Value) -> Option<&str> {
    match schema.get("anyOf")?.as_array()?.as_slice() {
        [known, any] if any.get("type")? == "string" && any.get("enum").is_none() => known
            .get("$ref")?
            .as_str()?
            .strip_prefix("#/components/schemas/"),
        _ => None,
    }
}

fn is_private_text(schema: &Value) -> bool {
    let is = |key: &str, value: &Value| schema.get(key) == Some(value);
    is("type", &"string".into())
        && (is("x-personal-data", &true.into()) || is("format", &"password".into()))
}
