//! Recordings in the format HAR 1.2. Recorders leave out different parts, so the reader requires as few as possible.

mod entry;
mod request;
mod response;

pub(crate) use entry::Exchange;
pub(crate) use request::RequestBody;
pub(crate) use response::ResponseBody;

use serde_json::Value;

/// Returns the entries of a recording.
///
/// # Errors
/// The reason why the text is not a recording, with the line and the column if it is not JSON.
pub(crate) fn entries(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let mut document: Value = serde_json::from_slice(without_mark(bytes))
        .map_err(|error| format!("the file is not JSON: {error}"))?;
    let entries = document.pointer_mut("/log/entries").map(Value::take);
    match entries {
        Some(Value::Array(entries)) => Ok(entries),
        _ => Err("the file is not a HAR file: it has no list log.entries".to_owned()),
    }
}

/// Returns a text without the byte order mark that some recorders write.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Returns the media type of a `mimeType`, in lower case and without parameters.
fn media_type(part: Option<&Value>) -> String {
    let text = part.and_then(|part| part.get("mimeType")?.as_str());
    let essence = text.and_then(|text| text.split(';').next());
    essence.unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns whether a media type is JSON.
fn is_json(media_type: &str) -> bool {
    media_type.ends_with("/json") || media_type.ends_with("+json")
}
