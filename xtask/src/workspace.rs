//! The folder of the workspace.

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub(crate) fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}
