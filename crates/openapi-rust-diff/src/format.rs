//! The output formats of a comparison.

use std::fmt;
use std::path::Path;

/// The output format of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// A table of 100 columns, with colours on a terminal.
    #[default]
    Text,
    /// A table for a pull request.
    Markdown,
    /// One object for a program. `verdict`: breaking, additive, neutral, or null if nothing
    /// changed. `release` and `version`: the last release, or the version in the manifest, and the
    /// lowest version that may follow it, or null if neither is known. `rows`: an object for each change, with `verdict`,
    /// `place`, `pointer` (a JSON pointer into the new description, or into the old one if the new
    /// one does not have the part), `file`, `line` and `column` (the place that the part comes from,
    /// or null if it is not known), `change`, `meaning`, `before` and `after` (the Rust
    /// code, or null) and `touches_signatures` (whether a public name or signature of the generated
    /// client differs).
    Json,
    /// Workflow commands, which GitHub shows as annotations of the changed lines: errors for code
    /// that stops compiling, warnings for calls that may fail, notices for other changes.
    Github,
    /// One page for a browser, without external resources.
    Html,
}

/// The error for a file whose ending names no format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEnding;

impl fmt::Display for UnknownEnding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endings = ENDINGS.map(|(ending, _)| format!(".{ending}"));
        write!(f, "the ending of a report is one of {}", endings.join(", "))
    }
}

impl std::error::Error for UnknownEnding {}

/// The endings of reports.
const ENDINGS: [(&str, Format); 5] = [
    ("html", Format::Html),
    ("htm", Format::Html),
    ("json", Format::Json),
    ("md", Format::Markdown),
    ("txt", Format::Text),
];

impl Format {
    /// Returns the format of a report by the ending of its file.
    ///
    /// # Errors
    /// The ending names no format.
    pub fn of_path(path: &Path) -> Result<Self, UnknownEnding> {
        let ending = path.extension().unwrap_or_default();
        let known = ENDINGS
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map(|(_, format)| *format).ok_or(UnknownEnding)
    }
}
