//! One change, with its place and the direction in which what it describes travels.

use serde_json::Value;

/// Which way the values of a schema travel. One that no operation reaches travels neither.
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

    /// Whether no operation has it.
    pub(crate) fn is_unreached(self) -> bool {
        !self.request && !self.response
    }
}

/// A part as it was and as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) old: Option<&'a Value>,
    pub(crate) new: Option<&'a Value>,
}

impl<'a> Pair<'a> {
    pub(crate) fn both(old: &'a Value, new: &'a Value) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
        }
    }

    /// The members of a name.
    pub(crate) fn get(self, key: &str) -> Self {
        Self {
            old: self.old.and_then(|value| value.get(key)),
            new: self.new.and_then(|value| value.get(key)),
        }
    }

    /// All keys of either: the new one's in its order, then those that are gone.
    pub(crate) fn keys(self) -> Vec<&'a str> {
        let keys = |value: Option<&'a Value>| {
            let members = value.and_then(Value::as_object);
            members.into_iter().flat_map(|all| all.keys())
        };
        let mut all: Vec<&str> = keys(self.new).map(String::as_str).collect();
        let gone = keys(self.old).filter(|key| {
            let members = self.new.and_then(Value::as_object);
            members.is_none_or(|all| !all.contains_key(key.as_str()))
        });
        all.extend(gone.map(String::as_str));
        all
    }

    pub(crate) fn differs(self) -> bool {
        self.old != self.new
    }
}

/// What holds a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// A component of this name.
    Component,
    /// A property of an object, and whether the object requires it: before and now.
    Property { required: (bool, bool) },
    /// A parameter of an operation.
    Parameter,
    /// A body that is sent.
    Body,
    /// A body that is answered.
    Answer,
    /// A header of an answer.
    Header,
}

/// The whole schema that a change of a part of it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Slot<'a> {
    pub(crate) holder: Holder,
    /// Its name: the component's, the property's, the parameter's.
    pub(crate) name: String,
    pub(crate) old: &'a Value,
    pub(crate) new: &'a Value,
    /// The keys from the whole to the changed part.
    pub(crate) within: Vec<String>,
}

/// What came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Added,
    Removed,
}

/// What changed.
#[derive(Debug, Clone)]
pub(crate) enum Kind<'a> {
    /// Something that only documents: texts, examples, tags.
    Documentation {
        key: String,
    },
    /// The same in other words, such as an empty list in the place of none.
    Spelling {
        key: String,
    },
    /// A member that OpenAPI leaves to others, or that this walk does not know.
    Member {
        key: String,
        pair: Pair<'a>,
    },
    /// The version of OpenAPI.
    Version(Pair<'a>),
    /// A server's address.
    Server {
        turn: Turn,
        url: String,
    },
    /// The same servers in another order, the first being the one that counts.
    FirstServer {
        url: String,
    },
    /// One of the ways by which a caller may say who it is; no name is "none at all".
    Security {
        turn: Turn,
        schemes: String,
        alternatives: (usize, usize),
    },
    /// A definition by which a caller says who it is.
    SecurityScheme {
        key: String,
        pair: Pair<'a>,
    },
    Operation(Turn),
    /// The same operation at another path or by another method.
    Moved {
        from: String,
        to: String,
    },
    OperationId(Pair<'a>),
    Parameter {
        turn: Turn,
        required: bool,
        parameter: &'a Value,
    },
    ParameterRenamed {
        from: String,
        to: String,
    },
    ParameterMoved {
        from: String,
        to: String,
    },
    ParameterRequired {
        now: bool,
    },
    Body {
        turn: Turn,
        required: bool,
    },
    BodyRequired {
        now: bool,
    },
    /// A content type of a body or an answer.
    Content {
        turn: Turn,
        content: String,
    },
    /// One content type in the place of another, for the same schema.
    ContentReplaced {
        from: String,
        to: String,
    },
    Status {
        turn: Turn,
        status: String,
    },
    Header(Turn),
    HeaderRequired {
        now: bool,
    },
    Component {
        turn: Turn,
        schema: &'a Value,
    },
    ComponentRenamed {
        from: String,
        to: String,
        schema: (&'a Value, &'a Value),
    },
    Property {
        turn: Turn,
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
    /// A value of an enum; an open one allows any other text too.
    EnumValue {
        turn: Turn,
        value: &'a Value,
        open: bool,
    },
    /// A part of `allOf`, `anyOf` or `oneOf`.
    Part {
        turn: Turn,
        of: String,
    },
    /// One keyword of a schema.
    Keyword {
        key: String,
        pair: Pair<'a>,
    },
    /// A schema that says something else altogether.
    Schema(Pair<'a>),
}

/// One change.
#[derive(Debug, Clone)]
pub(crate) struct Change<'a> {
    /// The operation and its part, or the schema and its property.
    pub(crate) place: String,
    /// The JSON pointer into the new description, or into the old one where the part is gone.
    pub(crate) pointer: String,
    pub(crate) directions: Directions,
    pub(crate) kind: Kind<'a>,
    /// The schema around it.
    pub(crate) slot: Option<Slot<'a>>,
    /// The operation around it, before and now.
    pub(crate) operation: Option<(&'a Value, &'a Value)>,
}
