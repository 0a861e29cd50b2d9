//! One exchange as an entry of a HAR file, version 1.2.

use std::borrow::Cow;
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Value, json};
use twilio_proxy::Exchange;

use crate::recording::blanking::Blanking;

/// The beginning of a file, before the first entry.
pub const HEAD: &str = concat!(
    r#"{"log":{"version":"1.2","creator":{"name":"twilio-proxy","version":""#,
    env!("CARGO_PKG_VERSION"),
    r#""},"entries":["#
);

/// The end of a file.
pub const TAIL: &str = "\n]}}\n";

/// The size of a part that is not known.
const UNKNOWN: i64 = -1;

const FORM: &str = "application/x-www-form-urlencoded";

/// Returns an exchange as an entry, blanked. An exchange without a response has the status 0, as in a browser.
pub fn of(exchange: &Exchange<'_>, blanking: &Blanking) -> Value {
    let elapsed = exchange.elapsed();
    let now = SystemTime::now();
    let started = DateTime::<Utc>::from(now.checked_sub(elapsed).unwrap_or(now));
    let milliseconds = elapsed.as_secs_f64() * 1000.0;
    json!({
        "startedDateTime": started.to_rfc3339_opts(SecondsFormat::Millis, true),
        "time": milliseconds,
        "request": request(exchange, blanking),
        "response": response(exchange, blanking),
        "cache": {},
        "timings": { "send": 0, "wait": milliseconds, "receive": 0 },
        "comment": format!("{}, attempt {}", exchange.operation(), exchange.attempt()),
    })
}

fn request(exchange: &Exchange<'_>, blanking: &Blanking) -> Value {
    let url = blanking.url(exchange.url());
    let query: Vec<_> = url.query_pairs().map(pair).collect();
    let headers = exchange.request_headers();
    let mut request = json!({
        "method": exchange.method().as_str(),
        "url": url.as_str(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": listed(&headers, blanking),
        "queryString": query,
        "headersSize": UNKNOWN,
        "bodySize": exchange.request_body().len(),
    });
    let body = exchange.request_body();
    if !body.is_empty()
        && let Some(request) = request.as_object_mut()
    {
        request.insert("postData".to_owned(), post_data(&headers, body, blanking));
    }
    request
}

fn post_data(headers: &HeaderMap, body: &[u8], blanking: &Blanking) -> Value {
    let media_type = media_type(headers);
    if media_type == FORM {
        let pairs = form_urlencoded::parse(body);
        let params: Vec<_> = pairs
            .map(|(name, value)| {
                let value = blanking.parameter(&name, &value);
                pair((name, value.into()))
            })
            .collect();
        return json!({ "mimeType": media_type, "params": params });
    }
    json!({ "mimeType": media_type, "text": text(body, blanking) })
}

fn response(exchange: &Exchange<'_>, blanking: &Blanking) -> Value {
    let none = HeaderMap::new();
    let headers = exchange.response_headers().unwrap_or(&none);
    let body = exchange.response_body();
    let status = exchange.status().unwrap_or_default();
    let reason = http::StatusCode::from_u16(status).ok();
    json!({
        "status": status,
        "statusText": reason.and_then(|status| status.canonical_reason()).unwrap_or_default(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": listed(headers, blanking),
        "content": {
            "size": body.len(),
            "mimeType": media_type(headers),
            "text": text(body, blanking),
        },
        "redirectURL": "",
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    })
}

/// Returns a body of JSON, blanked. Any other body is left out.
fn text(body: &[u8], blanking: &Blanking) -> String {
    match serde_json::from_slice(body) {
        Ok(value) => blanking.json(value).to_string(),
        Err(_) => String::new(),
    }
}

fn listed(headers: &HeaderMap, blanking: &Blanking) -> Vec<Value> {
    let headers = headers.iter();
    headers
        .map(|(name, value)| {
            let value = value.to_str().unwrap_or_default();
            json!({ "name": name.as_str(), "value": blanking.header(name, value) })
        })
        .collect()
}

fn pair((name, value): (Cow<'_, str>, Cow<'_, str>)) -> Value {
    json!({ "name": name, "value": value })
}

/// Returns the media type without its parameters.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value.and_then(|value| value.split(';').next());
    essence.unwrap_or_default().trim().to_owned()
}
