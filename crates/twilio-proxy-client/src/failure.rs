use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::{HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::json;
use crate::object::ObjectOnly;

/// The header that describes a failure. [`Response`] has no other place for a text that its `Debug` shows.
const DESCRIPTION: HeaderName = HeaderName::from_static("twilio-proxy-error");

/// The response headers that `Debug` shows. Others may repeat secrets or personal data.
const SHOWN: [&str; 6] = [
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "twilio-concurrent-requests",
    "twilio-request-id",
];

/// Why a call failed, as an extension of the response in [`Error::UnexpectedResponse`](crate::Error::UnexpectedResponse).
///
/// The hooks of progenitor's clients return a response or a [`reqwest::Error`], and nothing outside reqwest can construct
/// the latter. A [`Transport`](crate::Transport) therefore reports an error of its own as a response with this extension.
/// The generated method returns such a response as `UnexpectedResponse`, whatever its status.
///
/// ```
/// use twilio_proxy_client::Failure;
///
/// let failure = Failure::new(std::io::Error::other("the limit of requests is reached"));
/// let response = failure.attach(http::Response::new(""));
///
/// let error = Failure::of(&response).and_then(Failure::downcast_ref::<std::io::Error>);
/// assert!(error.is_some());
/// assert!(format!("{response:?}").contains("the limit of requests is reached"));
/// ```
#[derive(Clone, Debug)]
pub struct Failure(Arc<dyn StdError + Send + Sync>);

impl Failure {
    /// Returns a failure with this error.
    pub fn new(error: impl StdError + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// Returns the failure that a response carries.
    pub fn of(response: &Response) -> Option<&Self> {
        response.extensions().get()
    }

    /// Returns the error, if its type is `E`.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.0.downcast_ref()
    }

    /// Returns `response` with this failure as an extension.
    ///
    /// Status, headers and body stay. The header `twilio-proxy-error` is added: it holds the error's `Display`, so that the
    /// `Display` of [`Error::UnexpectedResponse`](crate::Error::UnexpectedResponse) shows it. Of the other headers, `Debug`
    /// shows only those without secrets.
    pub fn attach<B: Into<reqwest::Body>>(self, mut response: http::Response<B>) -> Response {
        for (name, value) in response.headers_mut() {
            value.set_sensitive(!SHOWN.contains(&name.as_str()));
        }
        let description = self.0.to_string().replace(char::is_control, " ");
        if let Ok(description) = HeaderValue::from_bytes(description.as_bytes()) {
            response.headers_mut().insert(DESCRIPTION, description);
        }
        response.extensions_mut().insert(self);
        response.into()
    }
}

/// The error of a response whose body does not decode as the type that the description declares.
///
/// Neither `Display` nor `Debug` shows a part of the body.
pub struct Undecodable {
    body: Bytes,
    error: serde_json::Error,
    path: fn(&[u8]) -> Option<String>,
}

impl Undecodable {
    /// Returns the error for a body that did not decode as a `T`.
    pub fn new<T: DeserializeOwned>(body: Bytes, error: serde_json::Error) -> Self {
        Self {
            body,
            error,
            path: path::<T>,
        }
    }

    /// Decodes a response's body as a `T`.
    ///
    /// # Errors
    /// The body is not JSON, or its JSON does not decode as a `T`.
    pub fn decode<T: DeserializeOwned>(body: &Bytes) -> Result<T, Self> {
        json::decode(body).map_err(|error| Self::new::<T>(body.clone(), error))
    }

    /// Returns the response's body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the decoder's error. Its `Display` can repeat a part of the body.
    pub fn error(&self) -> &serde_json::Error {
        &self.error
    }

    /// Returns the path of the field that did not decode, such as `date_created`; `.` if the body as a whole is wrong or is
    /// not JSON. Decodes the body once more.
    pub fn path(&self) -> String {
        let of_field = match self.error.classify() {
            Category::Data => (self.path)(&self.body),
            Category::Io | Category::Syntax | Category::Eof => None,
        };
        of_field.unwrap_or_else(|| ".".to_owned())
    }
}

fn path<T: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let decoded: Result<T, _> = serde_path_to_error::deserialize(ObjectOnly(&mut json));
    decoded.err().map(|error| error.path().to_string())
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.error.line(), self.error.column());
        write!(
            f,
            "the response body does not decode, at line {line} column {column}"
        )
    }
}

impl fmt::Debug for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undecodable")
            .field("bytes", &self.body.len())
            .field("line", &self.error.line())
            .field("column", &self.error.column())
            .finish_non_exhaustive()
    }
}

// No `source`: the decoder's error can repeat a part of the body.
impl StdError for Undecodable {}
