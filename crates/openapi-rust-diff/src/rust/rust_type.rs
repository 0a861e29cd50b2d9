//! A generated Rust type as a value.

use super::own_type::OwnType;
use std::collections::BTreeSet;
use std::fmt;

/// The Rust type that progenitor generates for a schema. `Display` writes it as rows show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType {
    /// A type without parameters, such as `bool` or `uuid::Uuid`.
    Plain(&'static str),
    /// `serde_json::Value`: any JSON.
    Json,
    /// `serde_json::Map<String, Value>`: any JSON object.
    JsonObject,
    Option(Box<Self>),
    Vec(Box<Self>),
    Array {
        item: Box<Self>,
        length: u64,
    },
    /// A map from text to the type.
    Map(Box<Self>),
    /// The generated type of a component.
    Component(String),
    /// The definition of a component whose schema is not a type of its own: `struct Name(inner)`.
    Newtype {
        name: String,
        inner: Box<Self>,
    },
    /// The project's own type for a component.
    Own(OwnType),
    /// A generated type that is named by its title or by its position in the description.
    Inline {
        shape: Shape,
        title: Option<String>,
    },
    /// A reference to a part of the description that is not a schema component. It is not followed, because it may be
    /// circular.
    Reference(String),
    /// A part of a schema that is nested too deeply to be shown.
    TooDeep,
}

/// The kind of a type that is named by its title or by its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    Struct,
    /// A struct with a map for properties that the schema does not name.
    StructWithExtra(Box<RustType>),
    /// An enum of texts. It has no variants for the values that `pattern`, `minLength` or `maxLength` exclude.
    Enum {
        variants: BTreeSet<String>,
    },
    /// A number of which the schema lists the values.
    Numbers,
    /// A text whose length or pattern is checked.
    CheckedText,
    /// An enum or struct for the parts of `allOf`, `anyOf` or `oneOf`.
    Combined {
        keyword: &'static str,
        parts: Vec<RustType>,
    },
}

impl RustType {
    pub(crate) fn is_option(&self) -> bool {
        matches!(self, Self::Option(_))
    }

    /// Returns the type of a value that may be null. `Json` and `Option` include null already.
    pub(crate) fn nullable(self) -> Self {
        match self {
            Self::Option(_) | Self::Json => self,
            other => other.optional(),
        }
    }

    /// Wraps the type in an `Option`.
    pub(crate) fn optional(self) -> Self {
        Self::Option(Box::new(self))
    }

    /// Returns the type inside an `Option`, and any other type unchanged.
    pub(crate) fn without_option(self) -> Self {
        match self {
            Self::Option(inner) => *inner,
            other => other,
        }
    }

    /// Whether the type or a part of it is named by its position, so that its name does not show its contents.
    pub(crate) fn has_inline(&self) -> bool {
        match self {
            Self::Inline { .. } => true,
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Array { item: inner, .. }
            | Self::Map(inner)
            | Self::Newtype { inner, .. } => inner.has_inline(),
            Self::Plain(_)
            | Self::Json
            | Self::JsonObject
            | Self::Component(_)
            | Self::Own(_)
            | Self::Reference(_)
            | Self::TooDeep => false,
        }
    }

    /// Returns the values for which the generated enum has variants, if the type is an enum or contains one.
    pub(crate) fn variants(&self) -> Option<&BTreeSet<String>> {
        match self {
            Self::Inline {
                shape: Shape::Enum { variants },
                ..
            } => Some(variants),
            Self::Option(inner)
            | Self::Vec(inner)
            | Self::Array { item: inner, .. }
            | Self::Map(inner)
            | Self::Newtype { inner, .. } => inner.variants(),
            _ => None,
        }
    }

    /// Returns the noun for the values of an own type that checks the component's `pattern`.
    pub(crate) fn pattern_values(&self) -> Option<&'static str> {
        match self {
            Self::Own(OwnType::PerComponent { values, .. }) => Some(values),
            _ => None,
        }
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(name) => f.write_str(name),
            Self::Json => f.write_str("Value"),
            Self::JsonObject => f.write_str("Map<String, Value>"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Vec(item) => write!(f, "Vec<{item}>"),
            Self::Array { item, length } => write!(f, "[{item}; {length}]"),
            Self::Map(value) => write!(f, "BTreeMap<String, {value}>"),
            Self::Component(name) => write!(f, "types::{name}"),
            Self::Newtype { name, inner } => write!(f, "struct {name}({inner})"),
            Self::Own(own) => own.fmt(f),
            Self::Inline {
                shape,
                title: Some(title),
            } => write!(f, "{{{shape} {title}}}"),
            Self::Inline { shape, title: None } => write!(f, "{{{shape}}}"),
            Self::Reference(reference) => f.write_str(reference),
            Self::TooDeep => f.write_str("…"),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Struct => f.write_str("struct"),
            Self::StructWithExtra(value) => {
                write!(f, "struct with extra: BTreeMap<String, {value}>")
            }
            Self::Enum { .. } => f.write_str("enum"),
            Self::Numbers => f.write_str("numbers"),
            Self::CheckedText => f.write_str("checked text"),
            Self::Combined { keyword, parts } => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                write!(f, "{keyword} {}", parts.join(", "))
            }
        }
    }
}
