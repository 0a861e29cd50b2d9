//! Reads the two descriptions: from two files, or from a revision and the work tree.

use super::git::{Release, Repository, Shown};
use super::own_types::OPTIONS;
use crate::json_file::{bytes, parsed};
use crate::path_text::with_slashes;
use openapi_rust_diff::{Comparison, NotADescription, RequiredVersion, Side, compare};
use pages_to_openapi::diagnostic::Diagnostic;
use semver::Version;
use serde_json::Value;
use std::path::Path;

/// The path of the description in a repository.
const DESCRIPTION: &str = "openapi/twilio-proxy.json";

/// A comparison, with the version that it requires after the last release.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    pub(super) required: Option<RequiredVersion>,
}

/// Compares two files.
pub(super) fn files(old: &Path, new: &Path) -> Result<Comparison, Diagnostic> {
    let read = |path: &Path| -> Result<Value, Diagnostic> {
        let name = with_slashes(path);
        parsed(&name, &bytes(path)?)
    };
    named(
        compare(&read(old)?, &read(new)?, OPTIONS),
        [old, new].map(with_slashes),
    )
}

/// Compares the description of a revision with the one in the work tree. The default revision is
/// the last release, or else the last commit.
pub(super) fn revision(folder: &Path, base: Option<&str>) -> Result<Compared, Diagnostic> {
    let Some(repository) = Repository::around(folder)? else {
        return Err(Diagnostic::of_file(
            with_slashes(folder),
            "there is no git repository to compare with",
            "run it in a clone, or name two files: `cargo xtask diff OLD.json NEW.json`",
        ));
    };
    let release = repository.last_release(base.unwrap_or("HEAD"))?;
    let tag = release.as_ref().map(|release| release.tag.as_str());
    let base = base.or(tag).unwrap_or("HEAD");
    let Some(comparison) = since(&repository, base)? else {
        return Err(Diagnostic::of_file(
            format!("{base}:{DESCRIPTION}"),
            format!("there is no {DESCRIPTION} in {base}"),
            "name a revision that has it with --base",
        ));
    };
    let required =
        release.map(|release| RequiredVersion::after(&release.version, comparison.verdict()));
    Ok(Compared {
        comparison,
        required,
    })
}

/// The facts from which the gate decides.
pub(super) enum Gate {
    /// The reason why no release constrains the description.
    Open(String),
    /// The changes since a release, the version that they require, and the version of the crates.
    Decided {
        release: Release,
        comparison: Comparison,
        required: RequiredVersion,
        version: Version,
    },
}

/// Compares the description with the last release's.
pub(super) fn gate(folder: &Path) -> Result<Gate, Diagnostic> {
    let Some(repository) = Repository::around(folder)? else {
        let why =
            "there is no git repository, and so no release: nothing that a change could break";
        return Ok(Gate::Open(why.to_owned()));
    };
    if !repository.has_commits()? {
        let why = "there is no commit, and so no release: nothing that a change could break";
        return Ok(Gate::Open(why.to_owned()));
    }
    let Some(release) = repository.last_release("HEAD")? else {
        if repository.is_shallow()? {
            return Err(Diagnostic::of_file(
                with_slashes(repository.root()),
                "the clone is shallow and has no release tags: nobody can tell what was released",
                "fetch them with `git fetch --unshallow --tags`; a checkout action takes `fetch-depth: 0`",
            ));
        }
        let why = "there is no release tag such as v0.1.0: nothing that a change could break";
        return Ok(Gate::Open(why.to_owned()));
    };
    let Some(comparison) = since(&repository, &release.tag)? else {
        let why = format!(
            "{} has no {DESCRIPTION}: nothing that a change could break",
            release.tag
        );
        return Ok(Gate::Open(why));
    };
    let version = version(&repository)?;
    let required = RequiredVersion::after(&release.version, comparison.verdict());
    Ok(Gate::Decided {
        release,
        comparison,
        required,
        version,
    })
}

/// Returns the changes since a revision; `None` if the revision has no description.
fn since(repository: &Repository, base: &str) -> Result<Option<Comparison>, Diagnostic> {
    let old = match repository.show(base, DESCRIPTION)? {
        Shown::Text(old) => old,
        Shown::Missing => return Ok(None),
    };
    let names = [format!("{base}:{DESCRIPTION}"), DESCRIPTION.to_owned()];
    let [old_name, new_name] = &names;
    let old = parsed(old_name, &old)?;
    let new = parsed(new_name, &bytes(&repository.root().join(DESCRIPTION))?)?;
    named(compare(&old, &new, OPTIONS), names).map(Some)
}

/// Returns the version that all crates of a workspace share.
fn version(repository: &Repository) -> Result<Version, Diagnostic> {
    let path = repository.root().join("Cargo.toml");
    let problem = |message: String| {
        Diagnostic::of_file(
            "Cargo.toml",
            message,
            "say `version` in [workspace.package]",
        )
    };
    let text = String::from_utf8_lossy(&bytes(&path)?).into_owned();
    let manifest: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        problem(format!("it is no manifest: {}", error.message()))
    })?;
    let version = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("version")?.as_str())
        .ok_or_else(|| problem("the workspace has no version".to_owned()))?;
    version
        .parse()
        .map_err(|error| problem(format!("{version:?} is no version: {error}")))
}

/// Adds the name of the file to the error.
fn named(
    compared: Result<Comparison, NotADescription>,
    [old, new]: [String; 2],
) -> Result<Comparison, Diagnostic> {
    compared.map_err(|NotADescription(side)| {
        let file = match side {
            Side::Old => old,
            Side::New => new,
        };
        Diagnostic::of_file(
            file,
            "it is no OpenAPI description: there is no text `openapi` in it",
            "name a description of OpenAPI 3",
        )
    })
}
