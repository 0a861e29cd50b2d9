//! Faults and doubts of a run, each with its place and its cure.

pub use crate::source_line::Source;
use crate::source_line::{MarkedLine, around};
use crate::terminal::{escaped, escaped_json, escaped_line};
use annotate_snippets::{Group, Level, Origin, Renderer};
use serde_json::json;
use std::fmt;

/// A position in a file: line and column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
}

/// A value with the place that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// What is stated.
    pub value: T,
    /// Where it is stated.
    pub place: Place,
}

impl<T> Located<T> {
    /// Puts a value and its place together.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// Whether a diagnostic stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The description is written, with the doubtful part left open.
    Warning,
    /// The description is written without a part of the input that cannot be read.
    LeftOut,
}

/// One problem, complete in itself: it can be shown without the file at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the run.
    pub severity: Severity,
    /// What is wrong, with the value: lower case, no full stop.
    pub message: String,
    /// The file as the user named it.
    pub file: String,
    /// What to do.
    pub help: String,
    /// Where in the file, unless the whole file is meant.
    pub excerpt: Option<Box<Excerpt>>,
}

/// The place of a problem, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where in the file.
    pub place: Place,
    /// The line that the place names, or the part around the place where the line is very long.
    pub source: String,
    /// The place's column within `source`.
    pub caret: usize,
    /// What was expected there.
    pub expected: Option<String>,
}

impl Diagnostic {
    /// A problem of a whole file, such as one that cannot be read.
    pub fn of_file(
        file: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            file: file.into(),
            help: help.into(),
            excerpt: None,
        }
    }

    /// Adds the place, and the line that it names out of the file's text.
    #[must_use]
    pub fn at(self, place: Place, text: &str) -> Self {
        let line = text.lines().nth(place.line.saturating_sub(1));
        self.at_line(place, line.unwrap_or_default())
    }

    /// Adds the place, and the line that it names.
    #[must_use]
    pub fn at_line(mut self, place: Place, line: &str) -> Self {
        let line = line.trim_start_matches('\u{feff}');
        let (source, caret) = around(line, place.column);
        self.excerpt = Some(Box::new(Excerpt {
            place,
            source,
            caret,
            expected: None,
        }));
        self
    }

    /// Adds what was expected, shown beside the caret; it needs a place.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        if let Some(excerpt) = &mut self.excerpt {
            excerpt.expected = Some(expected.into());
        }
        self
    }

    /// Makes it a doubt that does not stop the run.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Makes it the report of a part of the input that is left out.
    #[must_use]
    pub fn left_out(mut self) -> Self {
        self.severity = Severity::LeftOut;
        self
    }

    /// Makes the report of a part that is left out an error. Warnings stay.
    #[must_use]
    pub fn strict(mut self) -> Self {
        if self.severity == Severity::LeftOut {
            self.severity = Severity::Error;
        }
        self
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning | Severity::LeftOut => Level::WARNING,
        };
        let title = level.primary_title(escaped(&self.message));
        let marked = self.excerpt.as_deref().map(|excerpt| {
            let line = MarkedLine::new(&excerpt.source, excerpt.caret);
            (excerpt, line)
        });
        let group = match &marked {
            Some((excerpt, line)) => {
                let Place {
                    line: number,
                    column,
                } = excerpt.place;
                let expected = excerpt.expected.as_deref();
                let label = expected.map(|expected| escaped(expected).into_owned());
                line.add_to(
                    Group::with_title(title),
                    &self.file,
                    (number, column),
                    label,
                )
            }
            None => title.element(Origin::path(escaped_line(&self.file))),
        };
        let group = group.element(Level::HELP.message(escaped(&self.help)));
        renderer.render(&[group])
    }

    /// The report as one line of JSON, for a program. Every key is always there.
    pub fn json(&self) -> String {
        let excerpt = self.excerpt.as_deref();
        let report = json!({
            "severity": match self.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::LeftOut => "left-out",
            },
            "message": self.message,
            "file": self.file,
            "line": excerpt.map(|excerpt| excerpt.place.line),
            "column": excerpt.map(|excerpt| excerpt.place.column),
            "expected": excerpt.and_then(|excerpt| excerpt.expected.as_deref()),
            "help": self.help,
            "source": excerpt.map(|excerpt| excerpt.source.as_str()),
        });
        escaped_json(&report.to_string()).into_owned()
    }

    /// The report with colours, for a terminal.
    pub fn styled(&self) -> String {
        self.render(&Renderer::styled())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&Renderer::plain()))
    }
}

impl std::error::Error for Diagnostic {}
