//! The Rust type of a field, and what its setter accepts.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::description::{Description, text};
use crate::naming::type_name;
use crate::replacement::Replacement;

/// The Rust type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    Text,
    /// Text that `Debug` does not show.
    Redacted,
    Boolean,
    Integer,
    Number,
    DateTime,
    Date,
    /// A type for one kind of SID.
    Sid(String),
    /// An enum with a variant for values that are not listed.
    OpenEnum(String),
    /// A generated type that is made from text: a closed enum, or text with bounds.
    Checked(String),
    /// Another generated type.
    Generated(String),
    /// An object that only requests contain.
    Input(String),
    List(Box<FieldType>),
    /// Any other JSON.
    Json,
}

impl FieldType {
    /// Returns the type of a schema. `inputs` are the components that only requests contain.
    pub fn of(description: Description<'_>, schema: &Value, inputs: &BTreeSet<String>) -> Self {
        if let Some(component) = description.component(schema) {
            return Self::of_component(description, component, inputs);
        }
        if Replacement::of(schema) == Some(Replacement::Redacted) {
            return Self::Redacted;
        }
        match (text(schema, "type"), text(schema, "format")) {
            (Some("string"), Some("date-time")) => Self::DateTime,
            (Some("string"), Some("date")) => Self::Date,
            (Some("string"), _) => Self::Text,
            (Some("boolean"), _) => Self::Boolean,
            (Some("integer"), _) => Self::Integer,
            (Some("number"), _) => Self::Number,
            (Some("array"), _) => {
                let item = schema.get("items").unwrap_or(&Value::Null);
                Self::List(Box::new(Self::of(description, item, inputs)))
            }
            _ => Self::Json,
        }
    }

    /// Returns the type of a component.
    pub fn of_component(
        description: Description<'_>,
        component: &str,
        inputs: &BTreeSet<String>,
    ) -> Self {
        let Some(schema) = description.schema(component) else {
            return Self::Json;
        };
        let name = type_name(component);
        if inputs.contains(component) {
            return Self::Input(name);
        }
        match Replacement::of(schema) {
            Some(Replacement::Sid { .. }) => return Self::Sid(name),
            Some(Replacement::OpenEnum { .. }) => return Self::OpenEnum(name),
            Some(Replacement::Redacted) => return Self::Redacted,
            Some(Replacement::Text) => return Self::Text,
            None => {}
        }
        let has = |keywords: &[&str]| keywords.iter().any(|key| schema.get(key).is_some());
        match text(schema, "type") {
            Some("string")
                if !has(&["format"]) && has(&["enum", "minLength", "maxLength", "pattern"]) =>
            {
                Self::Checked(name)
            }
            // The generated type of a scalar is a wrapper around the type of the scalar.
            Some("string" | "boolean" | "integer" | "number") if !has(&["enum"]) => {
                Self::of(description, schema, inputs)
            }
            _ => Self::Generated(name),
        }
    }
}

/// Returns whether a schema is an object.
pub fn is_object(description: Description<'_>, schema: &Value) -> bool {
    let schema = description.resolve(schema);
    text(schema, "type") == Some("object") || schema.get("properties").is_some()
}
