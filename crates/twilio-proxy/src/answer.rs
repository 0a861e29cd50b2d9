use std::error::Error as StdError;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use progenitor_client::Error as ClientError;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use serde::de::IgnoredAny;
use twilio_proxy_client::types::ApiError;

use crate::{Error, ErrorKind};

/// The most bytes of a success that are searched for an error.
const MAX_ERROR_BYTES: usize = 16 << 10;

/// An answer whose body has been read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub(crate) fn request_id(&self) -> Option<String> {
        request_id(&self.headers)
    }

    /// Blanks what must not be shown where a header repeats it.
    pub(crate) fn blank_headers(&mut self, hide: &[String]) {
        for (name, value) in &mut self.headers {
            // A short token can be part of any number, and a wait is shown only where it is one.
            if name == RETRY_AFTER {
                continue;
            }
            let text = String::from_utf8_lossy(value.as_bytes());
            if hide
                .iter()
                .any(|secret| !secret.is_empty() && text.contains(secret.as_str()))
            {
                *value = HeaderValue::from_static("<redacted>");
            }
        }
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        text(&self.headers, CONTENT_TYPE.as_str())
    }

    /// The answer as the generated method wants it.
    pub(crate) fn into_response(self) -> Response {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response.into()
    }

    /// The error that a success bears in place of what was asked for, where it bears one.
    pub(crate) fn error_in_success(&self, hide: &[String]) -> Option<Error> {
        /// An error is told from a resource by what only resources have.
        #[derive(serde::Deserialize)]
        struct Body {
            code: u32,
            message: String,
            sid: Option<IgnoredAny>,
            meta: Option<IgnoredAny>,
        }

        if self.body.len() > MAX_ERROR_BYTES {
            return None;
        }
        let body: Body = serde_json::from_slice(&self.body).ok()?;
        (body.sid.is_none() && body.meta.is_none()).then(|| {
            Error::new(ErrorKind::Api, blank(body.message, hide))
                .with_status(self.status.as_u16())
                .with_code(Some(body.code))
                .with_request_id(self.request_id())
        })
    }

    /// What an answer that is no success says went wrong. `hide` is blanked where the API repeats it.
    pub(crate) fn error(&self, hide: &[String]) -> Error {
        let status = self.status.as_u16();
        let said: Option<ApiError> = serde_json::from_slice(&self.body).ok();
        api_error(status, said, &self.headers, hide)
    }
}

fn api_error(status: u16, said: Option<ApiError>, headers: &HeaderMap, hide: &[String]) -> Error {
    let code = said
        .as_ref()
        .and_then(|said| said.code)
        .and_then(|code| u32::try_from(code).ok());
    let message = said
        .and_then(|said| said.message)
        .filter(|message| !message.trim().is_empty());
    let message = message.map_or_else(|| by_status(status), |message| blank(message, hide));
    Error::new(kind(status), message)
        .with_status(status)
        .with_code(code)
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

fn blank(message: String, hide: &[String]) -> String {
    hide.iter()
        .filter(|secret| !secret.is_empty())
        .fold(message, |text, secret| {
            text.replace(secret.as_str(), "<redacted>")
        })
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    text(headers, "twilio-request-id")
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
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

/// How a failure gets through the generated method: as an extension of an answer whose status nobody declares.
///
/// A transport can only give an answer or a `reqwest::Error`, and the latter can't be made.
#[derive(Clone)]
struct Failure(Error);

const FAILED: u16 = 999;

pub(crate) fn failed(error: Error) -> Response {
    let mut response = http::Response::new(Bytes::new());
    // 999 is in the range that a status may have, so the fallback is never taken.
    *response.status_mut() = StatusCode::from_u16(FAILED).unwrap_or(StatusCode::IM_A_TEAPOT);
    response.extensions_mut().insert(Failure(error));
    response.into()
}

impl From<ClientError<ApiError>> for Error {
    fn from(error: ClientError<ApiError>) -> Self {
        of_generated(error, Some)
    }
}

/// Of an operation that declares no body for its errors.
impl From<ClientError<()>> for Error {
    fn from(error: ClientError<()>) -> Self {
        of_generated(error, |()| None)
    }
}

fn of_generated<E>(error: ClientError<E>, body: impl FnOnce(E) -> Option<ApiError>) -> Error {
    match error {
        ClientError::InvalidRequest(what) => Error::new(ErrorKind::InvalidInput, what),
        ClientError::CommunicationError(error)
        | ClientError::InvalidUpgrade(error)
        | ClientError::ResponseBodyError(error) => transport_error(error),
        ClientError::ErrorResponse(answer) => {
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            api_error(status, body(answer.into_inner()), &headers, &[])
        }
        ClientError::InvalidResponsePayload(body, error) => undecodable(&body, &error),
        ClientError::UnexpectedResponse(mut response) => {
            match response.extensions_mut().remove::<Failure>() {
                Some(Failure(error)) => error,
                None => api_error(response.status().as_u16(), None, response.headers(), &[]),
            }
        }
        ClientError::Custom(what) => Error::new(ErrorKind::Transport, what),
    }
}

/// A success whose body is not what the description says.
pub(crate) fn undecodable(body: &[u8], error: &serde_json::Error) -> Error {
    // serde's own text can quote the body, so only the place is told.
    let message = match (error.classify(), body.is_empty()) {
        (_, true) => "an empty body".to_owned(),
        (serde_json::error::Category::Data, _) => {
            format!(
                "the JSON is not what was asked for, at line {} column {}",
                error.line(),
                error.column()
            )
        }
        _ => format!(
            "not JSON, at line {} column {}",
            error.line(),
            error.column()
        ),
    };
    Error::new(ErrorKind::Decode, message)
}
