//! Where the two descriptions come from: two files, or a revision and the one that is there now.

use super::git::{Release, Repository, Shown};
use crate::input;
use crate::path_text::with_slashes;
use openapi_rust_diff::{Asked, Comparison, NotADescription, Side, compare};
use pages_to_openapi::diagnostic::{Diagnostic, Place};
use semver::Version;
use serde_json::Value;
use std::path::Path;

/// Where a repository keeps its description.
const DESCRIPTION: &str = "openapi/twilio-proxy.json";

/// Some editors put it before a text, where JSON has no place for it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What was compared, and what came of it.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    pub(super) asked: Option<Asked>,
}

/// Compares two files.
pub(super) fn files(old: &Path, new: &Path) -> Result<Comparison, Diagnostic> {
    let read = |path: &Path| -> Result<Value, Diagnostic> {
        let name = with_slashes(path);
        parsed(&name, &bytes(path)?)
    };
    named(
        compare(&read(old)?, &read(new)?),
        [old, new].map(with_slashes),
    )
}

/// Compares the description of a revision with the one that is there now. Without a revision it is
/// the last release, else the last commit.
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
    let asked = release.map(|release| Asked::after(&release.version, comparison.verdict()));
    Ok(Compared { comparison, asked })
}

/// What the gate has to decide.
pub(super) enum Gate {
    /// There is nothing to be compatible with, and why.
    Open(String),
    /// What changed since a release, what it asks for, and the version that the crates have.
    Decided {
        release: Release,
        comparison: Comparison,
        asked: Asked,
        version: Version,
    },
}

/// Compares the description with that of the last release, and what that asks for with the crates'
/// version.
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
    let asked = Asked::after(&release.version, comparison.verdict());
    Ok(Gate::Decided {
        release,
        comparison,
        asked,
        version,
    })
}

/// What changed since a revision; nothing where the revision has no description.
fn since(repository: &Repository, base: &str) -> Result<Option<Comparison>, Diagnostic> {
    let old = match repository.show(base, DESCRIPTION)? {
        Shown::Text(old) => old,
        Shown::Missing => return Ok(None),
    };
    let names = [format!("{base}:{DESCRIPTION}"), DESCRIPTION.to_owned()];
    let [old_name, new_name] = &names;
    let old = parsed(old_name, &old)?;
    let new = parsed(new_name, &bytes(&repository.root().join(DESCRIPTION))?)?;
    named(compare(&old, &new), names).map(Some)
}

/// The version that all crates of a workspace have.
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

fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    input::read(path).map_err(|error| {
        Diagnostic::of_file(
            with_slashes(path),
            format!("the description cannot be read: {error}"),
            "check the path and its permissions",
        )
    })
}

/// A JSON document, or the place where it stops being one.
fn parsed(name: &str, bytes: &[u8]) -> Result<Value, Diagnostic> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let place = Place {
            line: error.line(),
            column: error.column(),
        };
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Diagnostic::of_file(
            name,
            format!("it is no JSON: {message}"),
            "name a description in JSON",
        )
        .at(place, &String::from_utf8_lossy(bytes))
    })
}

/// Names the file that is not a description.
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
