//! The body of a response.

use crate::har::{is_json, media_type, without_mark};
use crate::skip::Skip;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::borrow::Cow;

/// The first bytes of gzip and of Zstandard.
const COMPRESSED: [&[u8]; 2] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd"];

/// A body that was received.
pub(crate) enum ResponseBody {
    /// No body.
    None,
    /// JSON.
    Json(Value),
    /// A body that cannot be compared.
    Unread(Skip),
}

impl ResponseBody {
    /// Reads the body of a `response`.
    pub(super) fn read(response: &Value) -> Self {
        let content = response.get("content");
        let size = content.and_then(|content| content.get("size")?.as_i64());
        let media_type = media_type(content);
        let Some(bytes) = content.and_then(bytes).filter(|bytes| !bytes.is_empty()) else {
            let transferred = response.get("bodySize").and_then(Value::as_i64);
            let is_unknown = size.unwrap_or(-1) < 0;
            let had_body =
                size > Some(0) || (is_unknown && (transferred > Some(0) || is_json(&media_type)));
            return if had_body {
                Self::Unread(Skip::AbsentBody)
            } else {
                Self::None
            };
        };
        match serde_json::from_slice(without_mark(&bytes)) {
            Ok(body) => Self::Json(body),
            Err(error) => {
                let is_shorter =
                    size.and_then(|size| usize::try_from(size).ok()) > Some(bytes.len());
                let is_cut = error.is_eof() || is_shorter;
                Self::Unread(reason(&bytes, is_cut, &media_type, encoding(response)))
            }
        }
    }
}

/// Returns the decoded text of a body.
fn bytes(content: &Value) -> Option<Cow<'_, [u8]>> {
    let text = content.get("text")?.as_str()?;
    let is_base64 = content
        .get("encoding")
        .is_some_and(|encoding| encoding == "base64");
    if !is_base64 {
        return Some(text.as_bytes().into());
    }
    let text: String = text.split_ascii_whitespace().collect();
    // A text that cannot be decoded is reported as a body that is not JSON.
    Some(
        STANDARD
            .decode(&text)
            .unwrap_or_else(|_| text.into_bytes())
            .into(),
    )
}

/// Returns the reason why bytes are not JSON.
fn reason(bytes: &[u8], is_cut: bool, media_type: &str, encoding: Option<&str>) -> Skip {
    let starts_like_json =
        bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[");
    let has_encoding = encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity"));
    if COMPRESSED.iter().any(|start| bytes.starts_with(start))
        || (has_encoding && !starts_like_json)
    {
        Skip::CompressedBody
    } else if is_cut && (starts_like_json || is_json(media_type)) {
        Skip::TruncatedBody
    } else if std::str::from_utf8(bytes).is_err() {
        Skip::BinaryBody
    } else {
        Skip::NotJsonBody
    }
}

/// Returns the header `Content-Encoding`.
fn encoding(response: &Value) -> Option<&str> {
    let headers = response.get("headers")?.as_array()?.iter();
    let mut found = headers.filter(|header| {
        let name = header.get("name").and_then(Value::as_str);
        name.is_some_and(|name| name.eq_ignore_ascii_case("content-encoding"))
    });
    found.next()?.get("value")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(response: &Value) -> String {
        match ResponseBody::read(response) {
            ResponseBody::None => "none".to_owned(),
            ResponseBody::Json(body) => body.to_string(),
            ResponseBody::Unread(reason) => reason.to_string(),
        }
    }

    #[test]
    fn a_body_is_json_or_has_a_reason_why_not() {
        let json = "application/json";
        let gzip = STANDARD.encode(b"\x1f\x8b\x08\x00");
        let gzip_header = json!([{ "name": "content-encoding", "value": "gzip" }]);
        for (response, body) in [
            (json!({}), "none"),
            (
                json!({ "content": { "size": 0, "mimeType": json } }),
                "none",
            ),
            (json!({ "content": { "size": 2, "text": "{}" } }), "{}"),
            (json!({ "content": { "text": "\u{feff}{}" } }), "{}"),
            (
                json!({ "content": { "text": "eyJh\nIjoxfQ==", "encoding": "base64" } }),
                r#"{"a":1}"#,
            ),
            (
                json!({ "content": { "text": "%", "encoding": "base64" } }),
                "body that is not JSON",
            ),
            (
                json!({ "content": { "size": 9, "mimeType": json } }),
                "body not recorded",
            ),
            (
                json!({ "content": { "size": 9, "text": "" } }),
                "body not recorded",
            ),
            (
                json!({ "content": { "mimeType": json } }),
                "body not recorded",
            ),
            (
                json!({ "content": { "size": 99, "mimeType": json, "text": "{\"a\": [1, 2" } }),
                "truncated body",
            ),
            (
                json!({ "content": { "size": 99, "mimeType": json, "text": "{\"a\": 1 … }" } }),
                "truncated body",
            ),
            (
                json!({ "content": { "mimeType": "image/png", "text": "iVBO", "encoding": "base64" } }),
                "binary body",
            ),
            (
                json!({ "content": { "mimeType": json, "text": gzip, "encoding": "base64" } }),
                "compressed body",
            ),
            (
                json!({ "headers": gzip_header.clone(), "content": { "mimeType": json, "text": "\u{1f}‹" } }),
                "compressed body",
            ),
            (
                json!({ "headers": gzip_header, "content": { "mimeType": json, "text": "{}" } }),
                "{}",
            ),
            (
                json!({ "content": { "mimeType": "text/html", "text": "<p>" } }),
                "body that is not JSON",
            ),
        ] {
            assert_eq!(read(&response), body, "{response}");
        }
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        assert_eq!(
            read(&json!({ "content": { "text": deep } })),
            "body that is not JSON"
        );
    }
}
