//! The components for which the client has types of its own.

use serde_json::Value;

/// A type that `with_replacement` uses for a component, because Rust expresses the component better than a generated type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement<'a> {
    /// A type for one kind of SID.
    Sid {
        /// The two letters at the start; empty if any two letters are allowed.
        prefix: &'a str,
    },
    /// `Open`: one of the known values, or any other text.
    OpenEnum {
        /// The component with the known values.
        known: &'a str,
    },
    /// `Redacted`: text that must not be logged.
    Redacted,
}

impl<'a> Replacement<'a> {
    /// Returns the replacement for a component with this schema; `None` if the component gets a generated type.
    pub fn of(schema: &'a Value) -> Option<Self> {
        if let Some(prefix) = sid_prefix(schema) {
            Some(Self::Sid { prefix })
        } else if let Some(known) = open_enum(schema) {
            Some(Self::OpenEnum { known })
        } else {
            is_private_text(schema).then_some(Self::Redacted)
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

fn open_enum(schema: &Value) -> Option<&str> {
    match schema.get("anyOf")?.as_array()?.as_slice() {
        [known, any] if any.get("type")?.as_str()? == "string" && any.get("enum").is_none() => {
            known
                .get("$ref")?
                .as_str()?
                .strip_prefix("#/components/schemas/")
        }
        _ => None,
    }
}

fn is_private_text(schema: &Value) -> bool {
    let is = |key: &str, value: &Value| schema.get(key) == Some(value);
    is("type", &"string".into())
        && (is("x-personal-data", &true.into()) || is("format", &"password".into()))
}
