//! Targets of overlay actions.

use crate::description::keys;
use serde_json::Value;

/// Returns the JSONPath of a JSON pointer. A parameter is named by its name and its place, not by its position.
pub(super) fn json_path(document: &Value, pointer: &str) -> String {
    let mut path = String::from("$");
    let mut value = Some(document);
    for key in keys(pointer) {
        let child = match value {
            Some(Value::Array(items)) => {
                key.parse::<usize>().ok().and_then(|index| items.get(index))
            }
            Some(other) => other.get(&key),
            None => None,
        };
        if value.is_some_and(Value::is_array) {
            path.push_str(&item(&key, child));
        } else if is_plain(&key) {
            path.push_str(&format!(".{key}"));
        } else {
            path.push_str(&format!("[{}]", quoted(&key)));
        }
        value = child;
    }
    path
}

fn item(index: &str, item: Option<&Value>) -> String {
    let text = |key: &str| item.and_then(|item| item.get(key)?.as_str());
    match (text("name"), text("in")) {
        (Some(name), Some(place)) => {
            format!("[?@.name == {} && @.in == {}]", quoted(name), quoted(place))
        }
        _ => format!("[{index}]"),
    }
}

fn is_plain(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        match character {
            '\'' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}
