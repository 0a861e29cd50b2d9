//! What the fuzz targets in `fuzz/` reach: compiled with `--cfg fuzzing` alone, and no part of the public face.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::Cursor;
use crate::listing::page_body::PageDecoder;
use crate::listing::page_fetch::fetched;
use crate::listing::{cursor, next_link};
use crate::transport::redaction::Redaction;
use crate::transport::response::{HttpResponse, Received};
use crate::webhook::{Verifier, sign};

const PATH: &str = "/v1/Shelves/SH1/Books";

/// A record that does not decode from every JSON value.
#[derive(serde::Deserialize)]
struct Book {
    #[serde(rename = "sid")]
    _sid: String,
    #[serde(rename = "copies")]
    _copies: Option<u64>,
}

/// Reads a body as the answer to a listing: an error, or every record that was sent.
///
/// # Panics
/// Where a record is lost.
pub fn page(body: &[u8]) {
    let body = Bytes::copy_from_slice(body);
    let answer = HttpResponse {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: body.clone(),
    };
    if answer.error_in_success(&Redaction::default()).is_some() {
        return;
    }
    let received = Received {
        response: answer,
        attempts: 1,
        is_read: true,
    };
    let decode = PageDecoder::<Book>::typed();
    let Ok(page) = fetched(received, "records", decode, 1000, PATH) else {
        return;
    };
    // Bytes that are no UTF-8 cost the record they stand in, so the records are counted in what is left to read.
    let text = String::from_utf8_lossy(&body);
    if let Ok(sent) = serde_json::from_str::<Value>(&text) {
        let sent = sent.get("records").and_then(Value::as_array);
        let came = page.items.len() + page.rejected.len();
        assert_eq!(sent.map(Vec::len), Some(came), "a record is lost");
    }
}

/// Reads a next link.
///
/// # Panics
/// Where its token is shown by the error that refuses it.
pub fn next_link(link: &str) {
    if let Err(error) = next_link::position(link, PATH, 1000) {
        let shown = format!("{error} {error:?}");
        let longest = link
            .split(|c: char| !c.is_alphanumeric())
            .max_by_key(|part| part.len());
        // A part as long as this is none of the words that the error itself says.
        assert!(longest.is_none_or(|part| part.len() < 16 || !shown.contains(part)));
    }
}

/// Reads a cursor's text, and the text of a cursor with this JSON and the right checksum.
///
/// # Panics
/// If a text that parses is not the one that the cursor writes.
pub fn cursor(text: &str) {
    for text in [text.to_owned(), cursor::text_of(text.into())] {
        if let Ok(cursor) = text.parse::<Cursor>() {
            let again = cursor.to_string().parse::<Cursor>();
            assert!(again.is_ok_and(|again| again == cursor));
        }
    }
}

/// Reads a `Retry-After` header.
pub fn retry_after(value: &[u8]) {
    if let Ok(value) = HeaderValue::from_bytes(value) {
        let answer = HttpResponse {
            status: StatusCode::TOO_MANY_REQUESTS,
            headers: HeaderMap::from_iter([(RETRY_AFTER, value)]),
            body: Bytes::new(),
        };
        let _wait = answer.error(&Redaction::default()).retry_after();
    }
}

/// Verifies a webhook with the right signature and with another one.
///
/// # Panics
/// If the right signature is refused, or the other one accepted.
pub fn webhook(url: &str, body: &[u8], other: &str) {
    let params: Vec<_> = url::form_urlencoded::parse(body).collect();
    let params: Vec<_> = params
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let signature = sign("a token", url, &params);
    let verify = |signature: &str| {
        let value = HeaderValue::from_str(signature).ok()?;
        let content_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, content_type),
            (HeaderName::from_static("x-twilio-signature"), value),
        ]);
        Some(Verifier::new("a token").verify(url, &headers, body))
    };
    assert_eq!(verify(&signature), Some(Ok(())));
    assert_ne!(verify(&sign("another token", url, &params)), Some(Ok(())));
    if other != signature {
        // A signature of another spelling of the URL is not found by chance.
        assert_ne!(verify(other), Some(Ok(())));
    }
}
