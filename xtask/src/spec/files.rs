//! The files of a run: which ones an argument names, and what messages call them.

use crate::{input, path_text};
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};

/// The workspace's folder.
pub(crate) fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// A path as messages show it: the workspace's own files without the way to them.
pub(super) fn shown(path: &Path) -> String {
    let short = path.strip_prefix(workspace()).unwrap_or(path);
    path_text::with_slashes(short)
}

/// The files that a `--pages` argument names: itself, or a folder's pages by name.
pub(super) fn pages(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::of_file(
            shown(path),
            format!("the pages cannot be read: {error}"),
            "name a page, or a folder of pages, with --pages",
        )
    };
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase());
        let is_page = name.is_some_and(|name| {
            name.ends_with(".txt") || name.ends_with(".postman_collection.json")
        });
        if is_page && !file.is_dir() {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Diagnostic::of_file(
            shown(path),
            "the folder holds no pages",
            "pages are files named `*.txt`, collections `*.postman_collection.json`",
        ));
    }
    Ok(files)
}

/// Whether a file is a collection, of whichever name where it was given by name.
pub(super) fn is_collection(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// A file's bytes.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    input::read(path).map_err(|error| {
        Diagnostic::of_file(
            shown(path),
            format!("the file cannot be read: {error}"),
            "check the path and its permissions",
        )
    })
}
