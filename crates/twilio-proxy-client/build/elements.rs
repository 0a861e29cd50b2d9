//! The elements of an OpenAPI 3.0 description, and the keys under which they hold others.

/// A kind of element of a description.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Description,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    /// A name of a schema, or a reference to one.
    SchemaName,
    Example,
    Link,
    Callback,
    /// A callback in an operation, for which the parser accepts no reference.
    OwnCallback,
    SecurityScheme,
}

/// The structure that holds the elements under a key.
#[derive(Clone, Copy)]
pub enum Held {
    Alone,
    InList,
    ByName,
    /// By name, with extensions among them.
    AmongOthers,
}

const SECTIONS: [(&str, Kind); 9] = [
    ("schemas", Kind::Schema),
    ("responses", Kind::Response),
    ("parameters", Kind::Parameter),
    ("examples", Kind::Example),
    ("requestBodies", Kind::RequestBody),
    ("headers", Kind::Header),
    ("securitySchemes", Kind::SecurityScheme),
    ("links", Kind::Link),
    ("callbacks", Kind::Callback),
];

/// The keys of a schema that hold schemas for the same value.
pub const SAME_VALUE: [&str; 3] = ["allOf", "anyOf", "oneOf"];

impl Kind {
    /// Returns the section of the components that holds elements of this kind. References to other places are wrong.
    pub fn section(self) -> Option<&'static str> {
        SECTIONS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map(|(section, _)| *section)
    }

    /// Returns the elements under a key of an element of this kind; nothing for a key that holds no elements.
    pub fn under(self, key: &str) -> Option<(Held, Self)> {
        use Held::{Alone, AmongOthers, ByName, InList};
        Some(match (self, key) {
            (Self::Description, "paths") => (AmongOthers, Self::PathItem),
            (Self::Description, "components") => (Alone, Self::Components),
            (Self::Components, _) => (
                ByName,
                SECTIONS.iter().find(|(section, _)| *section == key)?.1,
            ),
            (
                Self::PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace",
            ) => (Alone, Self::Operation),
            (Self::PathItem | Self::Operation, "parameters") => (InList, Self::Parameter),
            (Self::Operation, "requestBody") => (Alone, Self::RequestBody),
            (Self::Operation, "responses") => (AmongOthers, Self::Response),
            (Self::Operation, "callbacks") => (AmongOthers, Self::OwnCallback),
            (Self::Callback | Self::OwnCallback, key) if !key.starts_with("x-") => {
                (Alone, Self::PathItem)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "schema") => (Alone, Self::Schema),
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => {
                (ByName, Self::Example)
            }
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                (ByName, Self::MediaType)
            }
            (Self::Response | Self::Encoding, "headers") => (ByName, Self::Header),
            (Self::Response, "links") => (ByName, Self::Link),
            (Self::MediaType, "encoding") => (ByName, Self::Encoding),
            (Self::Schema, "not" | "items" | "additionalProperties") => (Alone, Self::Schema),
            (Self::Schema, "properties") => (ByName, Self::Schema),
            (Self::Schema, "discriminator") => (Alone, Self::Discriminator),
            (Self::Schema, key) if SAME_VALUE.contains(&key) => (InList, Self::Schema),
            (Self::Discriminator, "mapping") => (ByName, Self::SchemaName),
            _ => return None,
        })
    }
}
