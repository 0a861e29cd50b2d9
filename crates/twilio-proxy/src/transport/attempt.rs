use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
use reqwest::{Method, Request, Response};

use crate::transport::content_encoding::{self, ContentEncoding, GunzipError, gunzip};
use crate::transport::redaction::Redaction;
use crate::transport::response::{HttpResponse, header_text, transport_error};
use crate::{Error, ErrorKind};

/// The bounds of one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// For the whole attempt, its body included.
    pub request_timeout: Duration,
    /// Of the body, after decompression.
    pub max_response_bytes: u64,
}

/// The failure of one attempt, with its consequences for the call.
#[derive(Debug)]
pub(crate) struct AttemptError {
    pub error: Error,
    /// Whether the same request may be retried.
    pub retryable: bool,
    /// Whether the API may have carried out the change that the request asks for.
    pub outcome_unknown: bool,
    /// False if the request could not even be built.
    pub counts: bool,
}

/// Sends `request` once and reads the whole response.
pub(crate) async fn attempt(
    http: &reqwest::Client,
    mut request: Request,
    limits: &Limits,
    hide: &Redaction,
) -> Result<HttpResponse, AttemptError> {
    let method = MethodTraits::of(request.method());
    if cfg!(feature = "gzip") {
        let gzip = HeaderValue::from_static("gzip");
        request.headers_mut().insert(ACCEPT_ENCODING, gzip);
    }
    let started = Instant::now();
    let mut response = in_time(limits.request_timeout, http.execute(request))
        .await
        .map_err(|broken| broken.describe(limits, method, None))?;
    let mut answer = HttpResponse {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
    };
    let encoding = ContentEncoding::of(&answer.headers);
    answer.blank_headers(hide);
    if let Some(count) = header_text(&answer.headers, "twilio-concurrent-requests") {
        tracing::debug!(
            concurrent_requests = count,
            "concurrent requests, as the API counts them"
        );
    }
    let left = limits.request_timeout.saturating_sub(started.elapsed());
    let body = read(&mut response, &encoding, limits.max_response_bytes);
    let body = in_time(left, body).await;
    match body {
        Ok(body) => {
            answer.body = body;
            if encoding == ContentEncoding::Gzip {
                // They describe the compressed body.
                answer.headers.remove(CONTENT_ENCODING);
                answer.headers.remove(CONTENT_LENGTH);
            }
        }
        Err(IncompleteResponse::TooLarge) => {
            return Err(IncompleteResponse::TooLarge.describe(limits, method, Some(&answer)));
        }
        // The status of a failure is enough to report it, even if the body that would explain it is lost.
        Err(_) if !answer.status.is_success() => {}
        Err(broken) => return Err(broken.describe(limits, method, Some(&answer))),
    }
    let status = answer.status;
    if !status.is_success() {
        let error = answer.error(hide).with_response(answer);
        return Err(refused(error, status, method));
    }
    match answer.error_in_success(hide) {
        Some(error) => Err(refused(error.with_response(answer), status, method)),
        None => Ok(answer),
    }
}

/// Describes a complete response that is an error.
fn refused(error: Error, status: StatusCode, method: MethodTraits) -> AttemptError {
    AttemptError {
        error,
        retryable: match status.as_u16() {
            // The API did not carry out a request that it refused for its rate, whatever its method.
            429 => true,
            408 | 500 | 502 | 503 | 504 => method.idempotent,
            _ => false,
        },
        outcome_unknown: method.changes && may_be_carried_out(status),
        counts: true,
    }
}

/// Returns whether a request may have been carried out in spite of an error with this status.
fn may_be_carried_out(status: StatusCode) -> bool {
    !status.is_redirection() && !status.is_client_error()
}

/// The consequences of a request's method if the request fails.
#[derive(Clone, Copy)]
struct MethodTraits {
    idempotent: bool,
    changes: bool,
}

impl MethodTraits {
    fn of(method: &Method) -> Self {
        Self {
            idempotent: matches!(*method, Method::GET | Method::HEAD | Method::DELETE),
            changes: !method.is_safe(),
        }
    }
}

/// The reason why a response is incomplete.
enum IncompleteResponse {
    Connection(reqwest::Error),
    Late,
    TooLarge,
    /// The body is not the gzip that its header announces.
    Gzip(std::io::Error),
    /// The encoding of the body is not supported.
    Encoding,
}

impl IncompleteResponse {
    /// Describes the failure of a request. `answer` is the response as far as it arrived.
    fn describe(
        self,
        limits: &Limits,
        method: MethodTraits,
        answer: Option<&HttpResponse>,
    ) -> AttemptError {
        let counts = !matches!(&self, Self::Connection(error) if error.is_builder());
        // Without a connection the request was not carried out, whatever its method.
        let unsent = !counts || matches!(&self, Self::Connection(error) if error.is_connect());
        let retryable = match &self {
            Self::Connection(_) => counts && (method.idempotent || unsent),
            Self::Late | Self::Gzip(_) => method.idempotent,
            Self::TooLarge | Self::Encoding => false,
        };
        let in_doubt = answer.is_none_or(|answer| may_be_carried_out(answer.status));
        let mut error = self.into_error(limits, answer);
        if let Some(answer) = answer {
            error = error
                .with_status(answer.status.as_u16())
                .with_request_id(answer.request_id())
                .with_response(answer.clone());
        }
        AttemptError {
            error,
            retryable,
            outcome_unknown: method.changes && !unsent && in_doubt,
            counts,
        }
    }

    fn into_error(self, limits: &Limits, answer: Option<&HttpResponse>) -> Error {
        match self {
            Self::Connection(error) => transport_error(error),
            Self::Late => {
                let timeout = limits.request_timeout.as_millis();
                let message = format!("no complete response within {timeout} ms");
                Error::new(ErrorKind::Timeout, message)
            }
            Self::TooLarge => {
                let max = limits.max_response_bytes;
                let message = format!("the body is larger than {max} bytes");
                Error::new(ErrorKind::TooLarge, message)
            }
            Self::Gzip(error) => {
                let message = format!("the gzip body is damaged or incomplete: {error}");
                Error::new(ErrorKind::Transport, message).with_source(error)
            }
            Self::Encoding => {
                let name = answer.map(|answer| content_encoding::shown(&answer.headers));
                let name = name.unwrap_or_default();
                let accepted = if cfg!(feature = "gzip") {
                    "only gzip can be decoded"
                } else {
                    "without the feature `gzip` no encoding can be decoded"
                };
                let message = format!("the body has the content encoding {name:?}: {accepted}");
                Error::new(ErrorKind::Decode, message)
            }
        }
    }
}

impl From<reqwest::Error> for IncompleteResponse {
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error)
    }
}

async fn in_time<T, E: Into<IncompleteResponse>>(
    limit: Duration,
    step: impl Future<Output = Result<T, E>>,
) -> Result<T, IncompleteResponse> {
    match tokio::time::timeout(limit, step).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(IncompleteResponse::Late),
    }
}

/// Returns the whole decompressed body in one piece.
async fn read(
    response: &mut Response,
    encoding: &ContentEncoding,
    max_bytes: u64,
) -> Result<Bytes, IncompleteResponse> {
    let body = read_encoded(response, encoding.max_encoded(max_bytes)).await?;
    if body.is_empty() {
        return Ok(body);
    }
    match encoding {
        ContentEncoding::Identity => Ok(body),
        ContentEncoding::Gzip => gunzip(&body, max_bytes).map_err(|error| match error {
            GunzipError::TooLarge => IncompleteResponse::TooLarge,
            GunzipError::Damaged(error) => IncompleteResponse::Gzip(error),
        }),
        ContentEncoding::Unsupported => Err(IncompleteResponse::Encoding),
    }
}

async fn read_encoded(
    response: &mut Response,
    max_bytes: u64,
) -> Result<Bytes, IncompleteResponse> {
    let announced = response.content_length().unwrap_or_default();
    if announced > max_bytes {
        return Err(IncompleteResponse::TooLarge);
    }
    // The length that a server announces is believed up to the size of a usual page.
    let room = usize::try_from(announced).unwrap_or_default().min(2 << 20);
    let mut body = BytesMut::with_capacity(room);
    while let Some(chunk) = response.chunk().await? {
        let length = body.len().saturating_add(chunk.len());
        if u64::try_from(length).unwrap_or(u64::MAX) > max_bytes {
            return Err(IncompleteResponse::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
