//! The files that the arguments `--pages` and `--overlay` name.

use crate::input;
use crate::path_text::with_slashes;
use pages_to_openapi::convert::{InputFile, PageFile};
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};

/// A kind of input files.
struct Kind {
    /// What the files are called.
    name: &'static str,
    /// The argument that names them.
    argument: &'static str,
    /// The ends of the names of the files that belong to a folder.
    endings: &'static [&'static str],
    /// The names, for a person.
    names: &'static str,
}

const PAGES: Kind = Kind {
    name: "pages",
    argument: "--pages",
    endings: &[".txt", ".postman_collection.json"],
    names: "pages are files named `*.txt`, collections `*.postman_collection.json`",
};

const OVERLAYS: Kind = Kind {
    name: "overlays",
    argument: "--overlay",
    endings: &[".yaml", ".yml", ".json"],
    names: "overlays are files named `*.yaml`, `*.yml` or `*.json`",
};

/// Returns the pages of a file, or of a folder in the order of their names. Files that cannot be read are diagnostics.
pub(crate) fn read(path: &Path) -> (Vec<PageFile>, Vec<Diagnostic>) {
    let (files, unreadable) = read_all(path, &PAGES);
    let pages = files
        .into_iter()
        .map(|(path, file)| match is_collection(&path) {
            true => PageFile::Collection(file),
            false => PageFile::Text(file),
        });
    (pages.collect(), unreadable)
}

/// Returns the overlay in a file, or those in a folder in the order of their names. Files that cannot be read are
/// diagnostics.
pub(crate) fn read_overlays(path: &Path) -> (Vec<InputFile>, Vec<Diagnostic>) {
    let (files, unreadable) = read_all(path, &OVERLAYS);
    (
        files.into_iter().map(|(_, file)| file).collect(),
        unreadable,
    )
}

fn read_all(path: &Path, kind: &Kind) -> (Vec<(PathBuf, InputFile)>, Vec<Diagnostic>) {
    let paths = match list(path, kind) {
        Ok(paths) => paths,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths {
        match file(&path) {
            Ok(file) => files.push((path, file)),
            Err(problem) => unreadable.push(problem),
        }
    }
    (files, unreadable)
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

/// Returns the paths of a file, or of the files of this kind in a folder.
fn list(path: &Path, kind: &Kind) -> Result<Vec<PathBuf>, Diagnostic> {
    let Kind { name, argument, .. } = kind;
    let unreadable = |error: std::io::Error| {
        Diagnostic::of_file(
            with_slashes(path),
            format!("the {name} cannot be read: {error}"),
            format!("name a file, or a folder of {name}, with {argument}"),
        )
    };
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let file_name = file.file_name().unwrap_or_default().to_string_lossy();
        let file_name = file_name.to_lowercase();
        if kind.endings.iter().any(|end| file_name.ends_with(end)) && !file.is_dir() {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Diagnostic::of_file(
            with_slashes(path),
            format!("the folder holds no {name}"),
            kind.names,
        ));
    }
    Ok(files)
}

/// Returns whether a file is a collection. A file that is named itself need not end in `.postman_collection.json`.
fn is_collection(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}
