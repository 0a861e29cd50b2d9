//! What the repository knows: revisions, releases, and the files that were in them.

use crate::path_text::with_slashes;
use pages_to_openapi::diagnostic::Diagnostic;
use semver::Version;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository that a command runs in.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    root: PathBuf,
}

/// A release: its tag, and the version that the tag names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) tag: String,
    pub(super) version: Version,
}

/// A file of a revision.
pub(super) enum Shown {
    Text(Vec<u8>),
    /// The revision has no such file.
    Missing,
}

impl Repository {
    /// The repository around a folder; nothing where there is none.
    ///
    /// # Errors
    /// There is no git, or git refuses the repository.
    pub(super) fn around(folder: &Path) -> Result<Option<Self>, Diagnostic> {
        let output = git(folder, &["rev-parse", "--show-toplevel"])?;
        if output.status.success() {
            let root = String::from_utf8_lossy(&output.stdout);
            let root = PathBuf::from(root.trim_end_matches(['\n', '\r']));
            return Ok(Some(Self { root }));
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("not a git repository") {
            return Ok(None);
        }
        Err(Diagnostic::of_file(
            with_slashes(folder),
            format!("git cannot read the repository: {}", said.trim()),
            "do what git says, or name two files: `cargo xtask diff OLD.json NEW.json`",
        ))
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether its history was cut off when it was cloned.
    pub(super) fn is_shallow(&self) -> Result<bool, Diagnostic> {
        let output = git(&self.root, &["rev-parse", "--is-shallow-repository"])?;
        Ok(output.stdout.trim_ascii() == b"true")
    }

    /// Whether anything was committed yet.
    pub(super) fn has_commits(&self) -> Result<bool, Diagnostic> {
        let output = git(&self.root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
        Ok(output.status.success())
    }

    /// The newest release that a revision holds.
    pub(super) fn last_release(&self, revision: &str) -> Result<Option<Release>, Diagnostic> {
        let commit = self.commit(revision)?;
        let output = git(
            &self.root,
            &["tag", "--no-column", "--list", "v*", "--merged", &commit],
        )?;
        let tags = String::from_utf8_lossy(&output.stdout);
        let releases = tags.lines().filter_map(|tag| {
            let version = Version::parse(tag.strip_prefix('v')?).ok()?;
            let tag = tag.to_owned();
            Some(Release { tag, version })
        });
        Ok(releases.max_by(|one, other| one.version.cmp(&other.version)))
    }

    /// The commit that a revision names.
    fn commit(&self, revision: &str) -> Result<String, Diagnostic> {
        let name = format!("{revision}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ];
        let output = git(&self.root, &arguments)?;
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !output.status.success() || commit.is_empty() {
            return Err(Diagnostic::of_file(
                revision,
                format!("the repository knows no revision {revision:?}"),
                "name a commit, a branch or a tag that `git log` shows, or fetch it first",
            ));
        }
        Ok(commit)
    }

    /// A file as it was in a revision.
    pub(super) fn show(&self, revision: &str, path: &str) -> Result<Shown, Diagnostic> {
        let name = format!("{}:{path}", self.commit(revision)?);
        let is_there = git(&self.root, &["cat-file", "-e", &name])?
            .status
            .success();
        if !is_there {
            return Ok(Shown::Missing);
        }
        let output = git(&self.root, &["cat-file", "blob", &name])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Diagnostic::of_file(
                format!("{revision}:{path}"),
                format!("git cannot show the file: {said}"),
                "check the repository with `git fsck`",
            ));
        }
        Ok(Shown::Text(output.stdout))
    }
}

impl Repository {
    /// Writes the files of a revision's folders below another folder, with the same names.
    pub(super) fn extract(
        &self,
        revision: &str,
        folders: &[&str],
        into: &Path,
    ) -> Result<(), Diagnostic> {
        let commit = self.commit(revision)?;
        let arguments = ["ls-tree", "-r", "-z", "--name-only", &commit, "--"];
        let listed = git(&self.root, &[&arguments[..], folders].concat())?.stdout;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        for path in listed.split_terminator('\0') {
            let name = format!("{commit}:{path}");
            let content = git(&self.root, &["cat-file", "blob", &name])?.stdout;
            write(&into.join(path), &content).map_err(|error| {
                let message = format!("the file cannot be copied: {error}");
                let help = "check the folder for temporary files, and the space in it";
                Diagnostic::of_file(format!("{revision}:{path}"), message, help)
            })?;
        }
        Ok(())
    }
}

fn write(path: &Path, content: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, content)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Diagnostic> {
    Command::new("git")
        .args(arguments)
        // What it says is read, and not in every language.
        .env("LC_ALL", "C")
        .current_dir(folder)
        .output()
        .map_err(|error| {
            Diagnostic::of_file(
                "git",
                format!("git cannot be started: {error}"),
                "install git, or name two files: `cargo xtask diff OLD.json NEW.json`",
            )
        })
}
