use std::fmt;

use axum::extract::Request;

/// A request as the sandbox received it, for assertions of your own.
///
/// Its `Debug` shows neither the query, which can hold a page token, nor the values of the headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// Such as `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What stands behind the question mark, as sent; empty without one.
    pub query: String,
    /// Names in lower case and values, in the order received. Credentials included.
    pub headers: Vec<(String, String)>,
}

impl RecordedRequest {
    pub(crate) fn of(request: &Request) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            headers: request
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
        }
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}
