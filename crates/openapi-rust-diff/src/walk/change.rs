//! A change with its place in the descriptions.

use super::kind::Kind;
use super::pair::Pair;
use serde_json::Value;

/// One difference between two descriptions.
#[derive(Debug, Clone)]
pub(crate) struct Change<'a> {
    /// The place for a reader: the operation and its part, or the schema and its property.
    pub(crate) place: String,
    /// The JSON pointer into the new description, or into the old one if the new one does not have the part.
    pub(crate) pointer: String,
    pub(crate) section: Section,
    pub(crate) directions: Directions,
    pub(crate) kind: Kind<'a>,
    /// The schema that contains the part.
    pub(crate) context: Option<SchemaContext<'a>>,
    /// The old and the new operation that contain the part.
    pub(crate) operation: Option<(&'a Value, &'a Value)>,
}

/// The section of a description that contains a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// A member of the description itself, such as `info` or `servers`.
    Root,
    Paths,
    Components,
}

/// The directions in which values of a schema are sent. Both are false if no operation uses the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Directions {
    /// To the server.
    pub(crate) request: bool,
    /// From the server.
    pub(crate) response: bool,
}

impl Directions {
    pub(crate) const REQUEST: Self = Self {
        request: true,
        response: false,
    };
    pub(crate) const RESPONSE: Self = Self {
        request: false,
        response: true,
    };
    pub(crate) const BOTH: Self = Self {
        request: true,
        response: true,
    };

    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            request: self.request || other.request,
            response: self.response || other.response,
        }
    }

    /// Returns the directions in which a property is sent. `readOnly` excludes requests, and `writeOnly` responses. A
    /// property that is excluded from the only direction of its object is still a field, so it keeps that direction.
    pub(super) fn of_property(self, property: Pair<'_>) -> Self {
        let is_set = |key: &str| {
            let set = Some(&Value::Bool(true));
            let flag = property.get(key);
            flag.old == set && flag.new == set
        };
        if self == Self::BOTH && is_set("readOnly") {
            Self::RESPONSE
        } else if self == Self::BOTH && is_set("writeOnly") {
            Self::REQUEST
        } else {
            self
        }
    }

    /// Whether no operation uses the schema.
    pub(crate) fn is_unused(self) -> bool {
        !self.request && !self.response
    }
}

/// The object that a schema belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    Component,
    /// A property of an object, and whether the old and the new object require it.
    Property {
        required: (bool, bool),
    },
    Parameter,
    RequestBody,
    ResponseBody,
    ResponseHeader,
}

/// The outermost schema around a changed part: of a component, property, parameter, body or header.
#[derive(Debug, Clone)]
pub(crate) struct SchemaContext<'a> {
    pub(crate) holder: Holder,
    /// The name of the component, property, parameter or header.
    pub(crate) name: String,
    pub(crate) old: &'a Value,
    pub(crate) new: &'a Value,
    /// The keys from this schema to the changed part.
    pub(crate) path: Vec<String>,
}
