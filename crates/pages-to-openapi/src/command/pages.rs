//! The files that an argument `--pages` names.

use crate::input;
use crate::path_text::with_slashes;
use pages_to_openapi::convert::{InputFile, PageFile};
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};

/// Returns the pages of a file, or of a folder in the order of their names. Files that cannot be read are diagnostics.
pub(crate) fn read(path: &Path) -> (Vec<PageFile>, Vec<Diagnostic>) {
    let mut pages = Vec::new();
    let mut unreadable = Vec::new();
    let files = list(path).unwrap_or_else(|fault| {
        unreadable.push(fault);
        Vec::new()
    });
    for path in files {
        match file(&path) {
            Ok(file) if is_collection(&path) => pages.push(PageFile::Collection(file)),
            Ok(file) => pages.push(PageFile::Text(file)),
            Err(fault) => unreadable.push(fault),
        }
    }
    (pages, unreadable)
}

/// Reads one file of the input.
///
/// # Errors
/// See [`input::read`].
pub(crate) fn file(path: &Path) -> Result<InputFile, Diagnostic> {
    let name = with_slashes(path);
    match input::read(path) {
        Ok(bytes) => Ok(InputFile { name, bytes }),
        Err(error) => Err(Diagnostic::of_file(
            name,
            format!("the file cannot be read: {error}"),
            "check the path and its permissions",
        )),
    }
}

fn list(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::of_file(
            with_slashes(path),
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
            with_slashes(path),
            "the folder holds no pages",
            "pages are files named `*.txt`, collections `*.postman_collection.json`",
        ));
    }
    Ok(files)
}

/// Returns whether a file is a collection. A file that is named itself need not end in `.postman_collection.json`.
fn is_collection(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}
