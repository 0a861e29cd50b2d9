//! The version of the package or workspace that a description belongs to.

use semver::Version;
use std::path::Path;
use toml::Table;

/// Returns the version in the nearest manifest of cargo around a file, or else around the current folder. Manifests without
/// a version, and invalid ones, are skipped.
pub fn nearest_version(file: &Path) -> Option<Version> {
    let around = |path: &Path| {
        let path = path.canonicalize().ok()?;
        let mut folders = path.ancestors();
        folders.find_map(|folder| {
            let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok()?;
            manifest_version(&manifest).ok()?
        })
    };
    around(file).or_else(|| around(Path::new(".")))
}

/// Returns the version that a manifest states for its package, or else for the packages of its workspace.
///
/// # Errors
/// The text is not TOML, or its version is not a version.
pub fn manifest_version(manifest: &str) -> Result<Option<Version>, String> {
    let manifest: Table = manifest
        .parse()
        .map_err(|error: toml::de::Error| format!("it is not a manifest: {}", error.message()))?;
    let package = |table: &Table| {
        table
            .get("package")?
            .get("version")?
            .as_str()
            .map(str::to_owned)
    };
    let workspace = || package(manifest.get("workspace")?.as_table()?);
    let Some(version) = package(&manifest).or_else(workspace) else {
        return Ok(None);
    };
    let parsed = version.parse();
    parsed
        .map(Some)
        .map_err(|error| format!("{version:?} is not a version: {error}"))
}
