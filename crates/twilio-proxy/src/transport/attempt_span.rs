use std::time::Duration;

use reqwest::Request;
use tracing::{Span, field};

use crate::transport::attempt::AttemptError;
use crate::transport::response::HttpResponse;
use crate::{Error, ErrorKind};

/// Opens the span of one attempt; `number` counts the call's attempts from 1.
pub(crate) fn open(request: &Request, operation: &'static str, number: u32) -> Span {
    let span = tracing::debug_span!(
        "twilio_proxy.request",
        operation,
        page = field::Empty,
        attempt = number,
        status = field::Empty,
        request_id = field::Empty,
        elapsed_ms = field::Empty,
        http.request.method = request.method().as_str(),
        http.request.resend_count = number.saturating_sub(1),
        http.response.status_code = field::Empty,
        server.address = request.url().host_str(),
        server.port = request.url().port_or_known_default(),
        error.type = field::Empty,
    );
    let parameter = |wanted| {
        let mut pairs = request.url().query_pairs();
        pairs.find_map(|(name, value)| (name == wanted).then_some(value))
    };
    // The request for the first page of a listing has no page number.
    if let Some(page) = parameter("Page").or(parameter("PageSize").map(|_| "0".into())) {
        span.record("page", &*page);
    }
    span
}

/// Records the result of the attempt.
pub(crate) fn record(span: &Span, outcome: &Result<HttpResponse, AttemptError>, elapsed: Duration) {
    span.record("elapsed_ms", milliseconds(elapsed));
    let (status, request_id) = match outcome {
        Ok(answer) => (Some(answer.status.as_u16()), answer.request_id()),
        Err(failure) => (
            failure.error.status(),
            failure.error.request_id().map(str::to_owned),
        ),
    };
    if let Some(status) = status {
        span.record("status", status)
            .record("http.response.status_code", status);
    }
    if let Some(request_id) = request_id {
        span.record("request_id", request_id);
    }
    let Err(AttemptError { error, .. }) = outcome else {
        return;
    };
    match status {
        Some(status) => span.record("error.type", field::display(status)),
        None => span.record("error.type", field::debug(error.kind())),
    };
    if error.kind() == ErrorKind::RateLimited {
        let retry_after_ms = error.retry_after().map(milliseconds);
        span.in_scope(|| tracing::warn!(retry_after_ms, "the API limits requests"));
    }
}

/// Emits the event of a retry.
pub(crate) fn retrying(operation: &'static str, error: &Error, wait: Duration) {
    tracing::warn!(
        operation,
        kind = ?error.kind(),
        status = error.status(),
        request_id = error.request_id(),
        wait_ms = milliseconds(wait),
        "retrying the request"
    );
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
