//! A documentation page read: what it states, each fact with its place, nothing inferred.

mod address;
mod collection;
mod entities;
mod json;
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

pub use collection::read as read_collection;
pub use reader::read;
pub use sample::{Media, Node, Sample};
pub use status::Status;
pub use url::Url;

use crate::diagnostic::{Diagnostic, Located, Place, Source};
use std::sync::Arc;

/// What one page states about one operation.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file as the user named it.
    pub file: String,
    /// The file's text, for the lines that diagnostics show. The pages of one file share it.
    pub text: Source,
    /// The folders that the page lies in, outermost first, where its publisher sorts it.
    pub folders: Vec<Arc<Folder>>,
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
        Diagnostic::of_file(&self.file, message, help).at_line(place, self.text.line(place.line))
    }
}

/// A folder of a collection.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Its name.
    pub name: Located<String>,
    /// What it says of all that lies in it.
    pub description: Option<Prose>,
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
    /// Bytes whose place does not follow from the one before: the start of each line at least.
    anchors: Vec<(usize, Place)>,
}

impl Prose {
    /// Adds a line.
    pub fn push(&mut self, line: &str, place: Place) {
        if !self.anchors.is_empty() {
            self.text.push('\n');
        }
        self.anchors.push((self.text.len(), place));
        self.text.push_str(line);
    }

    /// Goes on with the last line at another place, as after an escape sequence.
    fn go_on(&mut self, text: &str, place: Place) {
        self.anchors.push((self.text.len(), place));
        self.text.push_str(text);
    }

    /// The place of a byte of the text.
    pub fn place(&self, offset: usize) -> Place {
        let after = self.anchors.partition_point(|(start, _)| *start <= offset);
        let anchor = after.checked_sub(1).and_then(|last| self.anchors.get(last));
        let (start, mut place) = anchor.copied().unwrap_or_default();
        let between = self.text.get(start..offset).unwrap_or_default();
        place.column += between.chars().count();
        place
    }
}
