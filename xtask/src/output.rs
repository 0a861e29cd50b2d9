//! The description written whole, or compared with the file that exists.

use crate::input;
use crate::path_text::with_slashes;
pub use crate::write::write;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::terminal::escaped;
use std::path::{Path, PathBuf};

/// Where the description goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A file: a regular one is replaced as a whole or not at all.
    File(PathBuf),
    /// Standard output.
    Standard,
}

/// How the file compares with the description that the pages give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// Byte for byte the same.
    UpToDate,
    /// Different: the unified difference from the file to the right text, with control characters escaped.
    OutOfDate(String),
}

/// Compares the file with the text that it should hold. A missing file is out of date.
///
/// # Errors
/// The file exists and cannot be read.
pub fn compare(path: &Path, text: &str) -> Result<Freshness, Diagnostic> {
    let found = match input::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(Diagnostic::of_file(
                with_slashes(path),
                format!("the description cannot be read: {error}"),
                "check the path and its permissions",
            ));
        }
    };
    if found == text {
        return Ok(Freshness::UpToDate);
    }
    let difference = similar::TextDiff::from_lines(found.as_str(), text);
    let name = with_slashes(path);
    let difference = difference
        .unified_diff()
        .header(
            &pages_to_openapi::terminal::escaped_line(&name),
            "what pages and overlay give",
        )
        .to_string();
    Ok(Freshness::OutOfDate(escaped(&difference).into_owned()))
}
