//! Files that are written: regular ones are replaced in one step, all others are written to as they are.

use crate::input::is_descriptor;
use crate::path_text::with_slashes;
use pages_to_openapi::diagnostic::Diagnostic;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{ErrorKind, Result, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a text to a file.
///
/// A regular file is replaced in one step, so that a run that is stopped leaves the former file whole. Its permissions
/// are kept, and links to it are followed. A device, a pipe or an open descriptor is written to directly; a named pipe
/// waits for its reader.
///
/// # Errors
/// The folder is missing, or the file cannot be written to.
pub fn write(path: &Path, text: &str) -> std::result::Result<(), Diagnostic> {
    write_bytes(path, text.as_bytes()).map_err(|error| {
        Diagnostic::of_file(
            with_slashes(path),
            format!("the file cannot be written: {error}"),
            "name a file in a folder that exists and may be written to",
        )
    })
}

fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() && !is_descriptor(path) => {
            replace(&target(path), bytes, Some(found.permissions()))
        }
        Ok(_) => {
            // A shell that redirected an open descriptor has emptied the file, and may have put text into it.
            let mut file = OpenOptions::new().append(true).open(path)?;
            file.write_all(bytes)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => replace(&target(path), bytes, None),
        Err(error) => Err(error),
    }
}

/// Returns the path that symbolic links lead to, which need not exist. The links must not go round.
fn target(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    while let Ok(link) = fs::read_link(&target) {
        target.pop();
        target.push(link);
    }
    target
}

fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = temporary_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The default of a temporary file, 0600, would stay with the description.
#[cfg(unix)]
fn temporary_in(folder: &Path) -> Result<NamedTempFile> {
    tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary_in(folder: &Path) -> Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}
