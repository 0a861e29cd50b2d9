//! The description written whole, or compared with what is there.

use crate::path_text::with_slashes;
use pages_to_openapi::diagnostic::Diagnostic;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where the description goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A file, replaced as a whole or not at all.
    File(PathBuf),
    /// Standard output.
    Standard,
}

/// How the file compares with the description that the pages give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// Byte for byte the same.
    UpToDate,
    /// Different: the unified difference from the file to what it should be.
    OutOfDate(String),
}

/// Writes the text in one step: a run that is stopped leaves the former file whole.
///
/// # Errors
/// The folder is missing or cannot be written to.
pub fn write(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let persist = || -> std::io::Result<()> {
        let mut file = temporary_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    persist().map_err(|error| {
        Diagnostic::of_file(
            with_slashes(path),
            format!("the file cannot be written: {error}"),
            "name a file in a folder that exists and may be written to",
        )
    })
}

/// The default of a temporary file, 0600, would stay with the description.
#[cfg(unix)]
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

/// Compares the file with the text that it should hold. A missing file is out of date.
///
/// # Errors
/// The file is there and cannot be read.
pub fn compare(path: &Path, text: &str) -> Result<Freshness, Diagnostic> {
    let found = match std::fs::read(path) {
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
    Ok(Freshness::OutOfDate(
        difference
            .unified_diff()
            .header(&name, "what pages and overlay give")
            .to_string(),
    ))
}
