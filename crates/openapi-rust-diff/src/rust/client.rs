//! The client that progenitor generates for one description.

use super::names::pascal;
use super::own_type::{OwnType, OwnTypeRule};
use super::rust_type::RustType;
use serde_json::Value;

/// A description together with the project's own types, from which all generated types follow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client<'a> {
    pub(super) document: &'a Value,
    own_types: Option<OwnTypeRule>,
}

impl<'a> Client<'a> {
    pub(crate) fn new(document: &'a Value, own_types: Option<OwnTypeRule>) -> Self {
        Self {
            document,
            own_types,
        }
    }

    /// Returns the project's own type for a component.
    pub(super) fn own_type(&self, component: &str, schema: &Value) -> Option<OwnType> {
        self.own_types.and_then(|rule| rule(component, schema))
    }

    /// Returns the type of a struct's field.
    pub(crate) fn field(&self, schema: &Value, required: bool) -> RustType {
        let field = self.type_of(schema);
        let is_set = schema.get("uniqueItems") == Some(&Value::Bool(true));
        // serde's default represents a missing value of these types. A set of unique items gets an `Option`.
        let has_empty_value = match field {
            RustType::Option(_) | RustType::Map(_) | RustType::JsonObject => true,
            RustType::Vec(_) => !is_set,
            _ => false,
        };
        let has_default = schema.get("default").is_some_and(|value| !value.is_null());
        if required || has_empty_value || has_default {
            field
        } else {
            field.optional()
        }
    }

    /// Returns the type that a parameter's setter accepts. A parameter that may be null is one that may be omitted.
    pub(crate) fn parameter(&self, schema: &Value) -> RustType {
        self.type_of(schema).without_option()
    }

    /// Returns a component's definition, as far as signatures depend on it.
    pub(crate) fn definition(&self, name: &str, schema: &Value) -> RustType {
        if let Some(own) = self.own_type(name, schema) {
            return RustType::Own(own);
        }
        let mut schema = schema.clone();
        if let Some(members) = schema.as_object_mut() {
            // A component is named by its key and not by its title.
            members.shift_remove("title");
        }
        match self.type_of(&schema) {
            inline @ RustType::Inline { .. } => inline,
            other => RustType::Newtype {
                name: pascal(name),
                inner: Box::new(other),
            },
        }
    }

    /// Whether a public type exists because of the component.
    pub(crate) fn has_item(&self, name: &str, schema: &Value) -> bool {
        match self.own_type(name, schema) {
            Some(OwnType::Shared { .. }) => false,
            Some(OwnType::PerComponent { .. }) | None => true,
        }
    }
}
