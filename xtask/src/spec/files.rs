//! The workspace's own files, and their short names in messages.

use crate::path_text;
use crate::workspace::workspace;
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::Path;

/// Returns a path as messages show it: relative to the workspace, if it is in it.
pub(super) fn shown(path: &Path) -> String {
    let short = path.strip_prefix(workspace()).unwrap_or(path);
    path_text::with_slashes(short)
}

/// Returns a problem of a file with the file's short name.
pub(super) fn shortened(problem: Diagnostic) -> Diagnostic {
    Diagnostic {
        file: shown(Path::new(&problem.file)),
        ..problem
    }
}
