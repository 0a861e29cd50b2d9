//! The kinds of change, by the part of OpenAPI that they concern.

use super::pair::Pair;
use serde_json::Value;
use std::fmt;

/// The kind of a change.
#[derive(Debug, Clone)]
pub(crate) enum Kind<'a> {
    Member(MemberChange<'a>),
    Document(DocumentChange<'a>),
    Operation(OperationChange<'a>),
    Parameter(ParameterChange<'a>),
    Body(BodyChange),
    Content(ContentChange),
    Response(ResponseChange),
    Schema(SchemaChange<'a>),
}

/// A change of a member of any object.
#[derive(Debug, Clone)]
pub(crate) enum MemberChange<'a> {
    /// A member that only documents: a text, an example, a tag.
    Documentation { key: String },
    /// Another notation with the same meaning, such as an empty list instead of no list.
    Notation { key: String },
    /// A member that the walk does not interpret.
    Other { key: String, pair: Pair<'a> },
}

/// A change of the description's version, servers or security. An operation may have its own servers and security.
#[derive(Debug, Clone)]
pub(crate) enum DocumentChange<'a> {
    /// The version of OpenAPI.
    Version(Pair<'a>),
    Server {
        presence: Presence,
        url: String,
    },
    /// Another server comes first, and clients use the first one by default.
    FirstServer {
        url: String,
    },
    /// One of the alternatives for authentication. `schemes` is `None` for a call without credentials.
    Security {
        presence: Presence,
        schemes: Option<String>,
        /// The number of alternatives in the old and the new description.
        alternatives: (usize, usize),
        /// Whether a removed alternative satisfies one of the new description.
        is_still_accepted: bool,
    },
    SecurityScheme {
        key: String,
        pair: Pair<'a>,
    },
}

#[derive(Debug, Clone)]
pub(crate) enum OperationChange<'a> {
    Presence {
        presence: Presence,
        id: Option<String>,
    },
    /// The same operation has another path or another HTTP method.
    Moved {
        from: String,
        to: String,
    },
    Id(Pair<'a>),
    Deprecated(Pair<'a>),
}

#[derive(Debug, Clone)]
pub(crate) enum ParameterChange<'a> {
    Presence {
        presence: Presence,
        required: bool,
        parameter: &'a Value,
    },
    Renamed {
        from: String,
        to: String,
        location: Location<'a>,
    },
    Moved {
        from: Location<'a>,
        to: Location<'a>,
    },
    Required {
        now: bool,
    },
    Deprecated(Pair<'a>),
}

/// A change of a request body, apart from its content types.
#[derive(Debug, Clone)]
pub(crate) enum BodyChange {
    Presence { presence: Presence, required: bool },
    Required { now: bool },
}

/// A change of the content types of a request or response body.
#[derive(Debug, Clone)]
pub(crate) enum ContentChange {
    Presence {
        presence: Presence,
        content_type: String,
    },
    /// The only content type that was removed, and the only one that was added.
    Replaced { from: String, to: String },
}

#[derive(Debug, Clone)]
pub(crate) enum ResponseChange {
    Status { presence: Presence, status: String },
    Header(Presence),
    HeaderRequired { now: bool },
}

#[derive(Debug, Clone)]
pub(crate) enum SchemaChange<'a> {
    Component {
        presence: Presence,
        name: String,
        schema: &'a Value,
    },
    ComponentRenamed {
        from: String,
        to: String,
        /// The old and the new schema.
        schemas: (&'a Value, &'a Value),
    },
    Property {
        presence: Presence,
        name: String,
        required: bool,
        schema: &'a Value,
    },
    PropertyRenamed {
        from: String,
        to: String,
    },
    Required {
        now: bool,
    },
    EnumValue {
        presence: Presence,
        value: &'a Value,
        /// The schema that lists the value.
        schema: &'a Value,
        /// Whether any other text is allowed too.
        open: bool,
    },
    /// A part of `allOf`, `anyOf` or `oneOf`.
    Part {
        presence: Presence,
        combinator: Combinator,
    },
    /// Any other keyword.
    Keyword {
        key: String,
        pair: Pair<'a>,
    },
    /// The schema as a whole was replaced by an unrelated one.
    Whole(Pair<'a>),
}

macro_rules! into_kind {
    ($($kind:ident($change:ty)),* $(,)?) => { $(
        impl<'a> From<$change> for Kind<'a> {
            fn from(change: $change) -> Self {
                Self::$kind(change)
            }
        }
    )* };
}

into_kind! {
    Member(MemberChange<'a>),
    Document(DocumentChange<'a>),
    Operation(OperationChange<'a>),
    Parameter(ParameterChange<'a>),
    Body(BodyChange),
    Content(ContentChange),
    Response(ResponseChange),
    Schema(SchemaChange<'a>),
}

/// Whether a part exists only in the new or only in the old description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Added,
    Removed,
}

impl Presence {
    /// Returns `None` if both descriptions have the part, or neither has it.
    pub(super) fn of(pair: Pair<'_>) -> Option<Self> {
        match (pair.old, pair.new) {
            (Some(_), None) => Some(Self::Removed),
            (None, Some(_)) => Some(Self::Added),
            _ => None,
        }
    }
}

impl fmt::Display for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
        })
    }
}

/// The value of a parameter's member `in`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Location<'a> {
    Path,
    Query,
    Header,
    Cookie,
    /// A value that OpenAPI does not define.
    Other(&'a str),
}

impl<'a> Location<'a> {
    pub(crate) fn of(parameter: &'a Value) -> Self {
        let location = parameter.get("in").and_then(Value::as_str);
        match location.unwrap_or_default() {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            other => Self::Other(other),
        }
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Other(other) => other,
        })
    }
}

/// A keyword that combines schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combinator {
    All,
    Any,
    One,
}

impl Combinator {
    pub(super) fn of(keyword: &str) -> Option<Self> {
        match keyword {
            "allOf" => Some(Self::All),
            "anyOf" => Some(Self::Any),
            "oneOf" => Some(Self::One),
            _ => None,
        }
    }
}

impl fmt::Display for Combinator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "allOf",
            Self::Any => "anyOf",
            Self::One => "oneOf",
        })
    }
}
