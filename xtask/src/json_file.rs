//! Descriptions and recordings, read from files.

use crate::input;
use crate::path_text::with_slashes;
use pages_to_openapi::diagnostic::{Diagnostic, Place};
use serde_json::Value;
use std::path::Path;

/// Some editors write it at the start of a file. JSON does not allow it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Returns the content of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    input::read(path).map_err(|error| {
        Diagnostic::of_file(
            with_slashes(path),
            format!("the file cannot be read: {error}"),
            "check the path and its permissions",
        )
    })
}

/// Parses a description. An error names the place.
pub(crate) fn parsed(name: &str, bytes: &[u8]) -> Result<Value, Diagnostic> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let place = Place {
            line: error.line(),
            column: error.column(),
        };
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Diagnostic::of_file(
            name,
            format!("it is no JSON: {message}"),
            "name a description in JSON",
        )
        .at(place, &String::from_utf8_lossy(bytes))
    })
}
