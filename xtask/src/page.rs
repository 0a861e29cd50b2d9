//! A documentation page read: what it states, each fact with its place, nothing inferred.

mod address;
mod entities;
mod mapped;
mod reader;
mod ruby;
pub mod sample;
mod sections;
mod segment;
mod status;
mod table;
mod text;
pub mod url;

pub use reader::read;
pub use sample::{Media, Node, Sample};
pub use status::Status;
pub use url::Url;

use crate::diagnostic::{Diagnostic, Located, Place};

/// What one page states about one operation.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file as the user named it.
    pub file: String,
    /// The page's text, for the lines that diagnostics show.
    pub text: String,
    /// The operation's title, where the page has one.
    pub title: Option<Located<String>>,
    /// The paragraphs about the operation.
    pub description: Option<Prose>,
    /// The HTTP method, upper case.
    pub method: Located<String>,
    /// The address, taken apart.
    pub url: Url,
    /// The rows under `Request Params`.
    pub parameters: Vec<Row>,
    /// The rows under `HEADERS`.
    pub headers: Vec<Row>,
    /// What the request carries.
    pub body: Body,
    /// The blocks under `RESPONSES`, in their order.
    pub answers: Vec<Answer>,
    /// What the reader doubts.
    pub warnings: Vec<Diagnostic>,
}

impl Page {
    /// A problem at a place of this page.
    pub fn fault(
        &self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::of_file(&self.file, message, help).at(place, &self.text)
    }
}

/// The request's body, by table, by sample, or by both.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Form fields of a table.
    pub fields: Vec<Row>,
    /// A body given as JSON or as a Ruby hash.
    pub sample: Option<Sample>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name in the first column.
    pub key: Located<String>,
    /// The second column.
    pub datatype: Datatype,
    /// Whether the third column or the description's head says so.
    pub required: bool,
    /// The last column, without the flag.
    pub description: Option<Prose>,
}

/// What a table says of a value's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datatype {
    /// `string`.
    String,
    /// `number`: the page's tables do not tell integers apart.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `array`.
    Array,
    /// `object`.
    Object,
    /// `null`, which stands for unknown.
    Unknown,
}

/// One `status:` block.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status, by code.
    pub status: Located<Status>,
    /// The sample under it.
    pub sample: Option<Sample>,
}

/// Text of one or more lines that remembers where each of them stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// The text, its lines joined by newlines.
    pub text: String,
    places: Vec<Place>,
}

impl Prose {
    /// Adds a line.
    pub fn push(&mut self, line: &str, place: Place) {
        if !self.places.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.places.push(place);
    }

    /// The place of a byte of the text.
    pub fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let within = before.get(start..).unwrap_or_default().chars().count();
        let mut place = self
            .places
            .get(line)
            .or(self.places.last())
            .copied()
            .unwrap_or_default();
        place.column += within;
        place
    }
}
