use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{Method, Request, Response};

use crate::answer::{Answer, transport_error};
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
    hide: &[String],
) -> Result<Answer, Setback> {
    let idempotent = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::PUT | Method::DELETE
    );
    let sent = tokio::time::timeout(
        limits.request_timeout,
        send(http, request, limits.max_response_bytes),
    )
    .await;
    let mut answer = match sent {
        Ok(Ok(answer)) => answer,
        Ok(Err(Broken::Connection { error, never_sent })) => {
            return Err(Setback {
                error: transport_error(error),
                retryable: idempotent || never_sent,
            });
        }
        Ok(Err(Broken::TooLarge)) => {
            let message = format!(
                "the body is larger than {} bytes",
                limits.max_response_bytes
            );
            return Err(Setback {
                error: Error::new(ErrorKind::TooLarge, message),
                retryable: false,
            });
        }
        Err(_) => {
            let message = format!(
                "no whole answer in {} ms",
                limits.request_timeout.as_millis()
            );
            return Err(Setback {
                error: Error::new(ErrorKind::Timeout, message),
                retryable: idempotent,
            });
        }
    };
    answer.blank_headers(hide);
    if let Some(count) = answer.headers.get("twilio-concurrent-requests") {
        tracing::debug!(concurrent_requests = ?count, "requests in flight, by the API's count");
    }
    if answer.status.is_success() {
        return match answer.error_in_success(hide) {
            Some(error) => Err(Setback {
                error,
                retryable: false,
            }),
            None => Ok(answer),
        };
    }
    let status = answer.status.as_u16();
    // A request that was refused for its rate was not carried out, whatever its method.
    let retryable =
        status == 429 || idempotent && (status == 408 || answer.status.is_server_error());
    Err(Setback {
        error: answer.error(hide),
        retryable,
    })
}

enum Broken {
    Connection {
        error: reqwest::Error,
        never_sent: bool,
    },
    TooLarge,
}

impl From<reqwest::Error> for Broken {
    fn from(error: reqwest::Error) -> Self {
        let never_sent = error.is_connect();
        Self::Connection { error, never_sent }
    }
}

async fn send(http: &reqwest::Client, request: Request, max_bytes: u64) -> Result<Answer, Broken> {
    let mut response = http.execute(request).await?;
    let body = read(&mut response, max_bytes).await?;
    Ok(Answer {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body,
    })
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
