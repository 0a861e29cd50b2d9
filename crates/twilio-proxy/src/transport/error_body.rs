//! The body of an API error.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use twilio_proxy_client::types::ApiError;

/// The longest part of a message that is read, in bytes of JSON.
const MAX_MESSAGE_BYTES: usize = 8 << 10;

/// The longest `more_info`, in bytes of JSON.
const MAX_LINK_BYTES: usize = 2 << 10;

/// The largest `details`, in bytes of JSON: as values they take about a hundred times as much memory.
const MAX_DETAILS_BYTES: usize = 64 << 10;

/// The fields of an API error's body. Each is read for itself: one that cannot be read costs no other.
#[derive(Debug, Default)]
pub(crate) struct ErrorBody {
    pub code: Option<u32>,
    /// The start of the message, if it is long.
    pub message: Option<String>,
    /// Whether the message goes on after `message`.
    pub is_shortened: bool,
    pub more_info: Option<String>,
    pub details: Option<Value>,
    /// Whether the body has a `sid` or a `meta`, which only resources and pages have.
    pub is_resource: bool,
}

impl ErrorBody {
    /// Reads as much of the body as is JSON. Memory is bounded, except for a copy of a body that is not UTF-8.
    pub(crate) fn read(body: &[u8]) -> Self {
        let text = text(body);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut fields = Self::default();
        // The fields before an error are kept.
        let _ = serde_json::Deserializer::from_str(text).deserialize_map(&mut fields);
        fields
    }

    fn set_message(&mut self, raw: &str) {
        let Some(message) = string(raw, MAX_MESSAGE_BYTES) else {
            return;
        };
        if !message.trim().is_empty() && self.message.is_none() {
            self.message = Some(message);
            self.is_shortened = raw.len() > MAX_MESSAGE_BYTES;
        }
    }
}

impl From<ApiError> for ErrorBody {
    fn from(error: ApiError) -> Self {
        Self {
            code: error.code.and_then(|code| u32::try_from(code).ok()),
            message: error.message.filter(|message| !message.trim().is_empty()),
            more_info: error.more_info,
            details: error.details.map(Value::Object),
            ..Self::default()
        }
    }
}

/// The names of fields that matter.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Code,
    Message,
    MoreInfo,
    Details,
    Sid,
    Meta,
    #[serde(other)]
    Other,
}

impl<'de> Visitor<'de> for &mut ErrorBody {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key()? {
            if matches!(field, Field::Other) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            // A slice of the body: nothing is copied before its length is known.
            let raw = map.next_value::<&RawValue>()?.get();
            match field {
                Field::Code => self.code = self.code.or_else(|| code(raw)),
                Field::Message => self.set_message(raw),
                Field::MoreInfo if raw.len() <= MAX_LINK_BYTES => {
                    self.more_info = string(raw, MAX_LINK_BYTES);
                }
                Field::Details if raw.len() <= MAX_DETAILS_BYTES => {
                    let details = serde_json::from_str(raw).ok();
                    self.details = details.filter(|details| *details != Value::Null);
                }
                // A page can be long, and the rest of it holds no error.
                Field::Sid | Field::Meta if raw != "null" => {
                    self.is_resource = true;
                    return Ok(());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Returns the body as text. Each sequence of bytes that is not UTF-8 becomes one byte, so that the text is not longer
/// than the body.
fn text(body: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut text = String::with_capacity(body.len());
            for chunk in body.utf8_chunks() {
                text.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    text.push('?');
                }
            }
            Cow::Owned(text)
        }
    }
}

/// Returns a code that is a number, or a text that is one.
fn code(raw: &str) -> Option<u32> {
    const MAX_BYTES: usize = 64;
    if raw.len() > MAX_BYTES {
        return None;
    }
    match serde_json::from_str(raw).ok()? {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => match number.as_u64() {
            Some(code) => u32::try_from(code).ok(),
            // Some JSON writers write integers as `20001.0`.
            None => number.to_string().strip_suffix(".0")?.parse().ok(),
        },
        _ => None,
    }
}

/// Returns the text of a JSON string, or the part of it that `max_bytes` of JSON hold.
fn string(raw: &str, max_bytes: usize) -> Option<String> {
    /// The longest escape sequence, a pair of surrogates. A sequence that is cut is not JSON.
    const LONGEST_ESCAPE: usize = 12;
    let raw = raw.as_bytes();
    if raw.len() <= max_bytes {
        return unescaped(raw);
    }
    (0..LONGEST_ESCAPE).find_map(|less| {
        let mut piece = raw.get(..max_bytes.checked_sub(less)?)?.to_vec();
        piece.push(b'"');
        unescaped(&piece)
    })
}

/// Returns the text of a JSON string; half of a surrogate pair becomes U+FFFD.
fn unescaped(json: &[u8]) -> Option<String> {
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
            Ok(String::from_utf8_lossy(bytes).into_owned())
        }
    }

    // Read as bytes, because serde_json accepts half of a surrogate pair only there.
    serde_json::Deserializer::from_slice(json)
        .deserialize_bytes(Bytes)
        .ok()
}
