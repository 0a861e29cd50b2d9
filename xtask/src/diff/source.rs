//! Reads the two descriptions: from two files, or from a revision and the work tree.

use super::git::{Release, Repository, Shown};
use super::origins::{self, Origins, Version};
use super::own_types::OPTIONS;
use crate::json_file::bytes;
use crate::path_text::with_slashes;
use openapi_rust_diff::{
    Comparison, DescriptionFile, NotADescription, RequiredVersion, Side, compare, manifest_version,
    nearest_version,
};
use pages_to_openapi::diagnostic::{Diagnostic, Place};
use std::path::Path;

/// The path of the description in a repository.
const DESCRIPTION: &str = "openapi/twilio-proxy.json";

/// A comparison, with the version that it requires after the last release, or after the version in the manifest.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    pub(super) required: Option<RequiredVersion>,
}

impl Compared {
    fn after(release: Option<semver::Version>, comparison: Comparison) -> Self {
        let required = |release| RequiredVersion::after(&release, comparison.verdict());
        Self {
            required: release.map(required),
            comparison,
        }
    }
}

/// Compares two files.
pub(super) fn files(old: &Path, new: &Path) -> Result<Compared, Diagnostic> {
    let release = nearest_version(new);
    let names = [old, new].map(with_slashes);
    let [old_name, new_name] = &names;
    let read = |path: &Path, name| parsed(name, name, &bytes(path)?);
    let (old, new) = (read(old, old_name)?, read(new, new_name)?);
    let compared = compare(old.document(), new.document(), OPTIONS).map(|mut comparison| {
        comparison.locate_in_files(&old, &new);
        comparison
    });
    Ok(Compared::after(release, named(compared, names)?))
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
    let release = match release {
        Some(release) => Some(release.version),
        None => former_version(&repository, base)?,
    };
    Ok(Compared::after(release, comparison))
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
        version: semver::Version,
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
    let root = repository.root();
    let old = parsed(old_name, DESCRIPTION, &old)?;
    let new = parsed(new_name, DESCRIPTION, &bytes(&root.join(DESCRIPTION))?)?;
    let mut comparison = named(compare(old.document(), new.document(), OPTIONS), names)?;
    if !comparison.rows.is_empty() {
        let revision = Some(base.to_owned());
        let old = Version {
            revision,
            file: old,
            origins: former_origins(repository, base)?,
        };
        let new = Version {
            revision: None,
            file: new,
            origins: Origins::of(root),
        };
        origins::locate(&mut comparison, &old, &new);
    }
    Ok(Some(comparison))
}

/// Returns the origins of a revision's description.
fn former_origins(repository: &Repository, base: &str) -> Result<Option<Origins>, Diagnostic> {
    let folder = tempfile::tempdir().map_err(|error| {
        Diagnostic::of_file(
            "a temporary folder",
            format!("it cannot be made: {error}"),
            "check the folder for temporary files, and the space in it",
        )
    })?;
    repository.extract(base, &origins::FOLDERS, folder.path())?;
    Ok(Origins::of(folder.path()))
}

/// Parses a description. `shown` names the file in errors, `name` in rows.
fn parsed(shown: &str, name: &str, bytes: &[u8]) -> Result<DescriptionFile, Diagnostic> {
    DescriptionFile::parse(name, bytes).map_err(|error| {
        let help = "name a description in JSON or YAML";
        let diagnostic = Diagnostic::of_file(shown, format!("it is {}", error.message), help);
        match error.position {
            Some((line, column)) => {
                diagnostic.at(Place { line, column }, &String::from_utf8_lossy(bytes))
            }
            None => diagnostic,
        }
    })
}

/// Returns the version that all crates of a workspace share.
fn version(repository: &Repository) -> Result<semver::Version, Diagnostic> {
    let text = bytes(&repository.root().join("Cargo.toml"))?;
    let found = manifest_version(&String::from_utf8_lossy(&text));
    found
        .and_then(|version| version.ok_or_else(|| "the workspace has no version".to_owned()))
        .map_err(|problem| {
            let help = "say `version` in [workspace.package]";
            Diagnostic::of_file("Cargo.toml", problem, help)
        })
}

/// Returns the version in the manifest of a revision, if there is one.
fn former_version(
    repository: &Repository,
    base: &str,
) -> Result<Option<semver::Version>, Diagnostic> {
    Ok(match repository.show(base, "Cargo.toml")? {
        Shown::Text(text) => manifest_version(&String::from_utf8_lossy(&text))
            .ok()
            .flatten(),
        Shown::Missing => None,
    })
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
