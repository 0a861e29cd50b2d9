//! The line of a file that a change comes from.

use crate::source_line::around;
use crate::terminal::escaped_line;
use std::fmt;

/// A place in a file, with its line, so that it can be shown without the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, as the report shows it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// The text of the line, or the part around the column if it is very long.
    pub text: String,
    /// The column within `text`.
    pub caret: usize,
    /// The relation between the line and the change, such as "action 9 of the overlay".
    pub origin: Option<String>,
    /// The file and the line of the new version at which an annotation of this place belongs. `None` if the new version
    /// has the line itself.
    pub anchor: Option<Anchor>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

impl Location {
    /// Returns a place in a file. `text` is the whole line.
    pub fn new(file: impl Into<String>, (line, column): (usize, usize), text: &str) -> Self {
        let (text, caret) = around(text, column);
        Self {
            file: file.into(),
            line,
            column,
            text,
            caret,
            origin: None,
            anchor: None,
        }
    }

    /// Returns the line at which an annotation belongs.
    pub fn anchor(&self) -> Anchor {
        self.anchor.clone().unwrap_or_else(|| Anchor {
            file: self.file.clone(),
            line: self.line,
        })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", escaped_line(&self.file), self.line)
    }
}
