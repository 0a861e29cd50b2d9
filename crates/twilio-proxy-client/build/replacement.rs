//! The components for which the client has types of its own.

use serde_json::Value;

/// A type that `with_replacement` uses for a component, because Rust expresses the component better than a generated type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement<'a> {
    /// A type for one kind of SID.
    Sid {
        /// The two letters at the start; empty if any two letters are allowed.
        prefix: &'a str,
    },
    /// An enum with a variant for each listed value, and one for any other text.
    OpenEnum {
        /// The listed values.
        values: Vec<&'a str>,
    },
    /// `Redacted`: text that must not be logged.
    Redacted,
    /// `String`: text with another pattern, or a UUID. The API checks it, and the client needs no library to do so.
    Text,
}

impl<'a> Replacement<'a> {
    /// Returns the replacement for a component with this schema; `None` if the component gets a generated type.
    pub fn of(schema: &'a Value) -> Option<Self> {
        if let Some(prefix) = sid_prefix(schema) {
            Some(Self::Sid { prefix })
        } else if let Some(values) = open_enum(schema) {
            Some(Self::OpenEnum { values })
        } else if is_private_text(schema) {
            Some(Self::Redacted)
        } else {
            is_unchecked_text(schema).then_some(Self::Text)
        }
    }
}

fn sid_prefix(schema: &Value) -> Option<&str> {
    let pattern = schema.get("pattern")?.as_str()?;
    let prefix = pattern
        .strip_prefix('^')?
        .strip_suffix("[0-9a-fA-F]{32}$")?;
    match prefix {
        "[a-zA-Z]{2}" => Some(""),
        _ if prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Some(prefix)
        }
        _ => None,
    }
}

/// Returns the listed values of a schema that allows any other text too.
///
/// Its parts are an enum of text, and text: in `anyOf`, or in `oneOf` if the second part excludes the listed values.
fn open_enum(schema: &Value) -> Option<Vec<&str>> {
    let parts = schema.get("anyOf").or_else(|| schema.get("oneOf"));
    let [listed, other] = parts?.as_array()?.as_slice() else {
        return None;
    };
    let is_text = |part: &Value| part.get("type").is_some_and(|kind| kind == "string");
    if !is_text(listed) || !is_text(other) || other.get("enum").is_some() {
        return None;
    }
    let excluded = other.get("not").and_then(|not| not.get("enum"));
    if excluded.is_none() && schema.get("oneOf").is_some() {
        return None;
    }
    let values = listed.get("enum")?.as_array()?.iter();
    values.map(Value::as_str).collect()
}

fn is_private_text(schema: &Value) -> bool {
    let is = |key: &str, value: &Value| schema.get(key) == Some(value);
    is("type", &"string".into())
        && (is("x-personal-data", &true.into()) || is("format", &"password".into()))
}

fn is_unchecked_text(schema: &Value) -> bool {
    let is = |key: &str, value: &str| schema.get(key).is_some_and(|found| found == value);
    let has_pattern = schema.get("pattern").is_some_and(Value::is_string);
    is("type", "string") && schema.get("enum").is_none() && (has_pattern || is("format", "uuid"))
}
