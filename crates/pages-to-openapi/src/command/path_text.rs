//! Paths as text.

use std::path::{MAIN_SEPARATOR, Path};

/// A path as messages and outputs show it: with `/` on every system, so that the same run gives the same bytes.
pub(crate) fn with_slashes(path: &Path) -> String {
    path.display().to_string().replace(MAIN_SEPARATOR, "/")
}
