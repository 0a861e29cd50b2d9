//! What the fuzz targets in `fuzz/` reach: compiled with `--cfg fuzzing` alone, and no part of the public face.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use progenitor_client::{Error as ClientError, ResponseValue};
use reqwest::header::RETRY_AFTER;
use serde_json::Value;
use twilio_proxy_client::types::ListMessageInteractionResponse;

use crate::answer::Answer;
use crate::client::fetched;
use crate::exchange::Exchange;
use crate::next_link;
use crate::redaction::Redaction;

const PATH: &str = "/v1/Services/KS1/Sessions";

/// Reads a body as the answer to a listing: an error, or every record that was sent.
///
/// # Panics
/// Where a record is lost.
pub fn page(body: &[u8]) {
    let body = Bytes::copy_from_slice(body);
    let answer = Answer {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: body.clone(),
    };
    if answer.error_in_success(&Redaction::default()).is_some() {
        return;
    }
    let exchange = Exchange::default();
    exchange.answered(None, None, body.clone(), 1);
    let outcome = match serde_json::from_slice(&body) {
        Ok(page) => Ok(ResponseValue::new(page, StatusCode::OK, HeaderMap::new())),
        Err(error) => Err(ClientError::InvalidResponsePayload(body.clone(), error)),
    };
    let parts = |page: ListMessageInteractionResponse| (page.interactions, page.meta);
    let Ok(page) = fetched(outcome, &exchange, "interactions", parts) else {
        return;
    };
    // Bytes that are no UTF-8 cost the record they stand in, so the records are counted in what is left to read.
    let text = String::from_utf8_lossy(&body);
    if let Ok(sent) = serde_json::from_str::<Value>(&text) {
        let sent = sent.get("interactions").and_then(Value::as_array);
        let came = page.items.len() + page.rejected.len();
        assert_eq!(sent.map(Vec::len), Some(came), "a record is lost");
    }
}

/// Reads a next link.
///
/// # Panics
/// Where its token is shown by the error that refuses it.
pub fn next_link(link: &str) {
    if let Err(error) = next_link::position(link, PATH) {
        let shown = format!("{error} {error:?}");
        let longest = link
            .split(|c: char| !c.is_alphanumeric())
            .max_by_key(|part| part.len());
        // A part as long as this is none of the words that the error itself says.
        assert!(longest.is_none_or(|part| part.len() < 16 || !shown.contains(part)));
    }
}

/// Reads a `Retry-After` header.
pub fn retry_after(value: &[u8]) {
    if let Ok(value) = HeaderValue::from_bytes(value) {
        let answer = Answer {
            status: StatusCode::TOO_MANY_REQUESTS,
            headers: HeaderMap::from_iter([(RETRY_AFTER, value)]),
            body: Bytes::new(),
        };
        let _wait = answer.error(&Redaction::default()).retry_after();
    }
}
