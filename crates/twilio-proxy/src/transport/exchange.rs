use std::fmt;
use std::time::Duration;

use http::{HeaderMap, Method};
use reqwest::Request;
use reqwest::header::AUTHORIZATION;
use url::Url;

use crate::transport::attempt::AttemptError;
use crate::transport::response::HttpResponse;

/// One attempt of a request and the response, for [`ClientBuilder::on_exchange`](crate::ClientBuilder::on_exchange).
///
/// It holds personal data and page tokens, but no credentials of the client. Its `Debug` shows none of them.
pub struct Exchange<'a> {
    request: &'a Request,
    response: Option<&'a HttpResponse>,
    operation: &'static str,
    attempt: u32,
    elapsed: Duration,
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        request: &'a Request,
        outcome: &'a Result<HttpResponse, AttemptError>,
        operation: &'static str,
        attempt: u32,
        elapsed: Duration,
    ) -> Self {
        Self {
            request,
            response: match outcome {
                Ok(response) => Some(response),
                Err(failure) => failure.error.response(),
            },
            operation,
            attempt,
            elapsed,
        }
    }

    /// Returns the name of the operation, such as `create_session`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the number of the attempt, counted from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns the time from the start of the attempt to the end of the response or the failure.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the method of the request.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// Returns the URL of the request, its page token included.
    pub fn url(&self) -> &Url {
        self.request.url()
    }

    /// Returns the headers of the request without credentials. Those that the HTTP client adds are not among them.
    pub fn request_headers(&self) -> HeaderMap {
        let mut headers = self.request.headers().clone();
        headers.remove(AUTHORIZATION);
        headers
    }

    /// Returns the body of the request; empty if it has none.
    pub fn request_body(&self) -> &[u8] {
        let body = self.request.body().and_then(reqwest::Body::as_bytes);
        body.unwrap_or_default()
    }

    /// Returns the status of the response; `None` if there was no response.
    pub fn status(&self) -> Option<u16> {
        self.response.map(|response| response.status.as_u16())
    }

    /// Returns the headers of the response, secrets blanked; `None` if there was no response.
    pub fn response_headers(&self) -> Option<&HeaderMap> {
        self.response.map(|response| &response.headers)
    }

    /// Returns the decompressed body of the response; empty if there was none, or it was not received whole.
    pub fn response_body(&self) -> &[u8] {
        self.response.map_or(&[], |response| &response.body)
    }
}

impl fmt::Debug for Exchange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .field("method", self.method())
            .field("status", &self.status())
            .field("elapsed", &self.elapsed)
            .finish_non_exhaustive()
    }
}
