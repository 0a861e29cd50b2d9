use http::Method;

/// An operation of the API.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The name of its method of `Client`.
    pub name: &'static str,
    pub method: Method,
    /// The path, with `{Name}` for each path parameter.
    pub path: &'static str,
    pub body: BodyFormat,
    /// The names in the query and the body that the client sets.
    pub parameters: &'static [&'static str],
}

/// The format of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFormat {
    None,
    /// `application/x-www-form-urlencoded`.
    Form,
    Json,
    /// Bytes of this media type.
    Bytes(&'static str),
}

/// The part of a request that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Body,
}

/// The name of a body that is one value instead of an object.
pub(crate) const WHOLE_BODY: &str = "";
