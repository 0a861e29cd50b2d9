//! Exchanges and bodies that are not compared.

use std::fmt;

/// The reason why an exchange, or the body of a response, was not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// The exchange is with a host that is not a server of the description.
    OtherHost,
    /// The entry has no method, no URL of HTTP or no status.
    Unreadable,
    /// The server sent no response.
    NoResponse,
    /// A browser's request for permission to send another one.
    Preflight,
    /// 304: the response is in the browser's cache.
    NotModified,
    /// 404 or 405 for a request without an operation: the server does not have the operation either.
    UnknownPath,
    /// The exchange is too large or its schemas are too deep to compare all of it.
    TooComplex,
    /// The body is neither JSON nor text.
    BinaryBody,
    /// The body is still compressed.
    CompressedBody,
    /// The body was cut.
    TruncatedBody,
    /// The recording leaves the body out.
    AbsentBody,
    /// The body is text, but not JSON, or nests too deeply.
    NotJsonBody,
}

impl Skip {
    /// Whether only the body was not compared.
    pub fn is_of_body(self) -> bool {
        self >= Self::BinaryBody
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherHost => "other host",
            Self::Unreadable => "unreadable entry",
            Self::NoResponse => "no response",
            Self::Preflight => "preflight request",
            Self::NotModified => "not modified",
            Self::UnknownPath => "path unknown to the server too",
            Self::TooComplex => "too complex",
            Self::BinaryBody => "binary body",
            Self::CompressedBody => "compressed body",
            Self::TruncatedBody => "truncated body",
            Self::AbsentBody => "body not recorded",
            Self::NotJsonBody => "body that is not JSON",
        })
    }
}
