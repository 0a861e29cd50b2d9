use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::{Method, Request, Response};

use crate::answer::{Answer, header_text, transport_error};
use crate::redaction::Redaction;
use crate::{Error, ErrorKind};

/// The bounds of one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// For the whole attempt, its body included.
    pub request_timeout: Duration,
    /// Of the body, after decompression.
    pub max_response_bytes: u64,
}

/// Why one attempt gave no success, and whether another one may.
#[derive(Debug)]
pub(crate) struct Setback {
    pub error: Error,
    /// Whether the same request may be sent again.
    pub retryable: bool,
}

/// Sends `request` once and reads the answer whole.
pub(crate) async fn attempt(
    http: &reqwest::Client,
    request: Request,
    limits: &Limits,
    hide: &Redaction,
) -> Result<Answer, Setback> {
    let idempotent = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::DELETE
    );
    let started = Instant::now();
    let mut response = in_time(limits.request_timeout, http.execute(request))
        .await
        .map_err(|broken| broken.setback(limits, idempotent))?;
    let left = limits.request_timeout.saturating_sub(started.elapsed());
    let body = in_time(left, read(&mut response, limits.max_response_bytes)).await;
    let mut answer = Answer {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
    };
    answer.blank_headers(hide);
    if let Some(count) = header_text(&answer.headers, "twilio-concurrent-requests") {
        tracing::debug!(
            concurrent_requests = count,
            "requests in flight, by the API's count"
        );
    }
    match body {
        Ok(body) => answer.body = body,
        // The status of a failure is enough to go by: what its body would have explained is lost.
        Err(Broken::Connection(_) | Broken::Late) if !answer.status.is_success() => {}
        Err(broken) => {
            let Setback { error, retryable } = broken.setback(limits, idempotent);
            return Err(Setback {
                error: error
                    .with_status(answer.status.as_u16())
                    .with_request_id(answer.request_id())
                    .with_answer(answer),
                retryable,
            });
        }
    }
    if answer.status.is_success() {
        return match answer.error_in_success(hide) {
            Some(error) => Err(Setback {
                error: error.with_answer(answer),
                retryable: false,
            }),
            None => Ok(answer),
        };
    }
    let retryable = match answer.status.as_u16() {
        // A request that was refused for its rate was not carried out, whatever its method.
        429 => true,
        408 | 500 | 502 | 503 | 504 => idempotent,
        _ => false,
    };
    Err(Setback {
        error: answer.error(hide).with_answer(answer),
        retryable,
    })
}

/// Why there is no whole answer.
enum Broken {
    Connection(reqwest::Error),
    Late,
    TooLarge,
}

impl Broken {
    fn setback(self, limits: &Limits, idempotent: bool) -> Setback {
        match self {
            Self::Connection(error) => Setback {
                // Without a connection the request was not carried out, whatever its method.
                retryable: idempotent || error.is_connect(),
                error: transport_error(error),
            },
            Self::Late => {
                let message = format!(
                    "no whole answer in {} ms",
                    limits.request_timeout.as_millis()
                );
                Setback {
                    error: Error::new(ErrorKind::Timeout, message),
                    retryable: idempotent,
                }
            }
            Self::TooLarge => {
                let message = format!(
                    "the body is larger than {} bytes",
                    limits.max_response_bytes
                );
                Setback {
                    error: Error::new(ErrorKind::TooLarge, message),
                    retryable: false,
                }
            }
        }
    }
}

impl From<reqwest::Error> for Broken {
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error)
    }
}

async fn in_time<T, E: Into<Broken>>(
    limit: Duration,
    step: impl Future<Output = Result<T, E>>,
) -> Result<T, Broken> {
    match tokio::time::timeout(limit, step).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(Broken::Late),
    }
}

/// The whole body in one piece. What is counted is what is kept: bytes after decompression.
async fn read(response: &mut Response, max_bytes: u64) -> Result<Bytes, Broken> {
    let announced = response.content_length().unwrap_or_default();
    if announced > max_bytes {
        return Err(Broken::TooLarge);
    }
    // A server's word is taken for room, not for more than a page usually needs.
    let room = usize::try_from(announced).unwrap_or_default().min(2 << 20);
    let mut body = BytesMut::with_capacity(room);
    while let Some(chunk) = response.chunk().await? {
        let length = body.len().saturating_add(chunk.len());
        if u64::try_from(length).unwrap_or(u64::MAX) > max_bytes {
            return Err(Broken::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
