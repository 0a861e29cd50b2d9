//! Files that contain a description.

use crate::compare::Side;
use crate::location::{Anchor, Location};
use crate::positions::Positions;
use crate::row::Comparison;
use crate::source_line::Source;
use serde_json::Value;
use std::cell::OnceCell;
use std::fmt;

/// A description, with the text of its file.
#[derive(Debug)]
pub struct DescriptionFile {
    /// The file, as reports show it.
    name: String,
    lines: Source,
    document: Value,
    positions: OnceCell<Positions>,
}

/// The syntax of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Json,
    Yaml,
}

impl Syntax {
    /// Returns the syntax of a file by its ending, or else by its first character.
    fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            _ if text.trim_start().starts_with('{') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// The error for a file that is neither JSON nor YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The problem, such as "not JSON: expected value".
    pub message: String,
    /// The line and the column of the problem, both counted from 1.
    pub position: Option<(usize, usize)>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.position {
            Some((line, column)) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}

impl DescriptionFile {
    /// Parses a description in JSON or YAML. The ending of the name chooses the syntax: `.json`, `.yaml` or `.yml`. If it
    /// has another ending, a text that starts with a brace is JSON.
    ///
    /// # Errors
    /// The text has a syntax error, or is not UTF-8.
    pub fn parse(name: impl Into<String>, bytes: &[u8]) -> Result<Self, SyntaxError> {
        let name = name.into();
        let text = std::str::from_utf8(bytes).map_err(|error| SyntaxError {
            message: format!("not UTF-8: {error}"),
            position: None,
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let document = match Syntax::of(&name, text) {
            Syntax::Json => serde_json::from_str(text).map_err(|error| {
                let position = (error.line(), error.column());
                syntax_error("JSON", &error, Some(position))
            }),
            Syntax::Yaml => serde_yaml_ng::from_str(text).map_err(|error| {
                let position = error.location().map(|at| (at.line(), at.column()));
                syntax_error("YAML", &error, position)
            }),
        };
        Ok(Self {
            document: document?,
            name,
            lines: Source::new(text),
            positions: OnceCell::new(),
        })
    }

    /// Returns the description.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Returns the line of an element, or of the nearest element around it that exists.
    pub fn location(&self, pointer: &str) -> Option<Location> {
        let positions = self
            .positions
            .get_or_init(|| Positions::of(self.lines.text()));
        let (line, column) = positions.nearest(pointer)?;
        let text = self.lines.line(line);
        Some(Location::new(&self.name, (line, column), text))
    }
}

/// Returns the error of a parser, whose message may end with the position.
fn syntax_error(
    syntax: &str,
    error: &dyn fmt::Display,
    position: Option<(usize, usize)>,
) -> SyntaxError {
    let message = error.to_string();
    let message = match position {
        Some(_) => message.split(" at line ").next().unwrap_or_default(),
        None => &message,
    };
    SyntaxError {
        message: format!("not {syntax}: {message}"),
        position,
    }
}

impl Comparison {
    /// Adds the lines of the two files to the rows.
    pub fn locate_in_files(&mut self, old: &DescriptionFile, new: &DescriptionFile) {
        self.locate(|side, pointer| match side {
            Side::New => new.location(pointer),
            Side::Old => Some(Location {
                anchor: new.location(pointer).map(|parent| Anchor {
                    file: parent.file,
                    line: parent.line,
                }),
                ..old.location(pointer)?
            }),
        });
    }
}
