//! The types of JSON values, and examples that show no values.

use crate::name::BLANK;
use serde_json::Value;

/// The type of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) => {
                let is_whole = number.as_f64().is_some_and(|number| number.fract() == 0.0);
                if is_whole {
                    Self::Integer
                } else {
                    Self::Number
                }
            }
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Returns the name in schemas.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether values of this type have the type of a schema. Unknown types allow all values.
    pub(crate) fn is(self, name: &str) -> bool {
        match name {
            "number" => matches!(self, Self::Integer | Self::Number),
            "null" | "boolean" | "integer" | "string" | "array" | "object" => self.name() == name,
            _ => true,
        }
    }
}

/// Describes a value by its type and its length.
pub(crate) fn shape(value: &Value) -> String {
    let kind = JsonType::of(value).name();
    let (length, unit) = match value {
        // It was blanked, so that its length says nothing.
        Value::String(text) if text == BLANK => return kind.to_owned(),
        Value::String(text) => (text.chars().count(), "character"),
        Value::Array(items) => (items.len(), "item"),
        Value::Object(members) => (members.len(), "field"),
        _ => return kind.to_owned(),
    };
    let plural = if length == 1 { "" } else { "s" };
    format!("{kind}, {length} {unit}{plural}")
}
