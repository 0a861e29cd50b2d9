//! The operations of the wrapper and the commands that call them: source files that are written together with the description.

use crate::output::{self, Freshness};
use crate::workspace::workspace;
use openapi_to_operations::{SourceFile, command_files, source_files};
use pages_to_openapi::diagnostic::Diagnostic;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The command that the first line of each file names.
const COMMAND: &str = "cargo xtask spec";

/// The source files of a description.
pub(super) struct Operations {
    files: Vec<(PathBuf, String)>,
    /// Files of resources that the description no longer has.
    stale: Vec<PathBuf>,
}

impl Operations {
    /// Generates the files, and writes nothing.
    ///
    /// # Errors
    /// No Rust can be generated from the description.
    pub(super) fn of(document: &Value) -> Result<Self, Diagnostic> {
        let operations = Self::in_crate(
            "twilio-proxy",
            "operations",
            source_files(document, COMMAND),
        )?;
        let commands = Self::in_crate(
            "twilio-proxy-cli",
            "commands",
            command_files(document, COMMAND),
        )?;
        Ok(Self {
            files: [operations.files, commands.files].concat(),
            stale: [operations.stale, commands.stale].concat(),
        })
    }

    /// Finds the places of the files in a crate, and the files in the same folder that are none of them.
    fn in_crate(
        name: &str,
        folder: &str,
        files: Result<Vec<SourceFile>, String>,
    ) -> Result<Self, Diagnostic> {
        let source = workspace().join("crates").join(name).join("src");
        let files = files.map_err(|problem| {
            Diagnostic::of_file(
                format!("crates/{name}/src/{folder}"),
                format!("no {folder} can be generated from the description: {problem}"),
                "correct the page or the overlay that states it",
            )
        })?;
        let files: Vec<_> = files
            .into_iter()
            .map(|file| (source.join(file.path), file.text))
            .collect();
        let stale = sources_in(&source.join(folder))
            .into_iter()
            .filter(|path| files.iter().all(|(known, _)| known != path))
            .collect();
        Ok(Self { files, stale })
    }

    /// Compares the files with those that exist.
    ///
    /// # Errors
    /// A file exists and cannot be read.
    pub(super) fn freshness(&self) -> Result<Freshness, Diagnostic> {
        let expected = self.files.iter().map(|(path, text)| (path, text.as_str()));
        let stale = self.stale.iter().map(|path| (path, ""));
        let mut differences = String::new();
        for (path, text) in expected.chain(stale) {
            if let Freshness::OutOfDate(difference) = output::compare(path, text)? {
                differences.push_str(&difference);
            }
        }
        Ok(match differences.is_empty() {
            true => Freshness::UpToDate,
            false => Freshness::OutOfDate(differences),
        })
    }

    /// Writes the files, and removes those of resources that no longer exist.
    ///
    /// # Errors
    /// A file cannot be written or removed.
    pub(super) fn write(&self) -> Result<(), Diagnostic> {
        for (path, text) in &self.files {
            if let Some(folder) = path.parent() {
                // Writing the file reports why it failed.
                std::fs::create_dir_all(folder).ok();
            }
            if output::compare(path, text)? != Freshness::UpToDate {
                output::write(path, text)?;
            }
        }
        for path in &self.stale {
            std::fs::remove_file(path).map_err(|error| {
                Diagnostic::of_file(
                    super::files::shown(path),
                    format!("cannot be removed: {error}"),
                    "remove the file: the description no longer has its resource",
                )
            })?;
        }
        Ok(())
    }
}

/// Returns the Rust files in a folder, sorted; none if the folder does not exist.
fn sources_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut sources: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    sources.sort();
    sources
}
