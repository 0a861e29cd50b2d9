use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};

use crate::transport::error_body::ErrorBody;
use crate::transport::escaped::Escaped;
use crate::transport::redaction::Redaction;
use crate::{Error, ErrorKind};

/// The most bytes of a success that are searched for an error.
const MAX_ERROR_BYTES: usize = 16 << 10;

/// The outcome of a call that succeeded.
#[derive(Debug)]
pub(crate) struct Received {
    pub response: HttpResponse,
    /// Requests that were sent for the call.
    pub attempts: u32,
    /// Whether the request changes nothing.
    pub is_read: bool,
}

/// A response whose body has been read whole.
#[derive(Clone)]
pub(crate) struct HttpResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body and the headers can hold personal data.
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl HttpResponse {
    pub(crate) fn request_id(&self) -> Option<String> {
        request_id(&self.headers)
    }

    /// Blanks secrets and personal data in headers.
    pub(crate) fn blank_headers(&mut self, hide: &Redaction) {
        for (name, value) in &mut self.headers {
            // A short token can be part of any number, and a wait is shown only as a number.
            if name == RETRY_AFTER {
                continue;
            }
            if let Some(blanked) = hide.header(value) {
                *value = blanked;
            }
        }
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        header_text(&self.headers, CONTENT_TYPE.as_str())
    }

    pub(crate) fn into_http(self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// Returns the error that a success holds instead of a resource or a page.
    pub(crate) fn error_in_success(&self, hide: &Redaction) -> Option<Error> {
        if self.body.len() > MAX_ERROR_BYTES {
            return None;
        }
        let body = ErrorBody::read(&self.body);
        let is_error = body.code.is_some() && body.message.is_some() && !body.is_resource;
        is_error.then(|| {
            let error = api_error(self.status.as_u16(), body, &self.headers, hide);
            error.with_kind(ErrorKind::Api)
        })
    }

    /// Returns the error of a response whose status is not a success. `hide` is blanked if the API repeats it.
    pub(crate) fn error(&self, hide: &Redaction) -> Error {
        let status = self.status.as_u16();
        api_error(status, ErrorBody::read(&self.body), &self.headers, hide)
    }
}

pub(crate) fn api_error(
    status: u16,
    body: ErrorBody,
    headers: &HeaderMap,
    hide: &Redaction,
) -> Error {
    let message = match body.message {
        None => by_status(status),
        Some(message) => hide
            .message(&message, body.is_shortened)
            .unwrap_or_else(|| withheld(status)),
    };
    Error::new(kind(status), message)
        .with_status(status)
        .with_code(body.code)
        .with_details(body.details)
        .with_more_info(body.more_info)
        .with_request_id(request_id(headers))
        .with_retry_after(retry_after(headers))
}

fn kind(status: u16) -> ErrorKind {
    match status {
        401 | 403 => ErrorKind::Unauthorized,
        404 => ErrorKind::NotFound,
        429 => ErrorKind::RateLimited,
        200..=299 => ErrorKind::Decode,
        _ => ErrorKind::Api,
    }
}

fn by_status(status: u16) -> String {
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason());
    match (status, reason) {
        (200..=299, _) => "a success without the content that was asked for".to_owned(),
        (301 | 302 | 303 | 307 | 308, _) => {
            "a redirect, which is not followed: is the base URL right?".to_owned()
        }
        (_, Some(reason)) => reason.to_lowercase(),
        (_, None) => "an answer without an explanation".to_owned(),
    }
}

/// Replaces a message that may repeat personal data.
fn withheld(status: u16) -> String {
    format!(
        "{} (the API's message is withheld, because the request holds too much personal data to search it for)",
        by_status(status)
    )
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    header_text(headers, "twilio-request-id")
}

/// Returns a header as text that can be shown: without control characters, and shortened.
pub(crate) fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    const MAX_CHARS: usize = 200;
    let text = headers.get(name)?.to_str().ok()?;
    Some(Escaped::new(text, MAX_CHARS).to_string())
}

/// `Retry-After` in seconds or as an HTTP date; a date that has passed is no wait, and anything else says nothing.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(seconds) = text.parse()
    {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// A connection's failure, with no URL in it.
pub(crate) fn transport_error(error: reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_builder() {
        let message = "the request cannot be built: is an argument too long?";
        return Error::new(ErrorKind::InvalidInput, message).with_source(error);
    }
    if error.is_timeout() {
        return Error::new(ErrorKind::Timeout, "a time limit ran out").with_source(error);
    }
    let mut cause: &dyn StdError = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let what = if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    Error::new(ErrorKind::Transport, format!("{what}: {cause}")).with_source(error)
}
