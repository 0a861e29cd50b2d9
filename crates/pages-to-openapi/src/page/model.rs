//! What a page states.

use super::prose::Prose;
use super::sample::Sample;
use super::status::Status;
use super::url::Url;
use crate::diagnostic::{Diagnostic, Located, Place, Source};
use std::sync::Arc;

/// What one page states about one operation.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file as the user named it.
    pub file: String,
    /// The file's text, for the lines that diagnostics show. The pages of one file share it.
    pub text: Source,
    /// The collection that the page is from, unless it is a text of its own.
    pub collection: Option<Arc<Folder>>,
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
    /// How the request proves who sends it; `None` if the page does not state it.
    pub auth: Option<Located<Auth>>,
    /// The blocks under `RESPONSES`, in their order.
    pub answers: Vec<Answer>,
    /// Whether a statement that contradicts itself is left out, with a warning.
    pub keep_going: bool,
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

/// A collection, or a folder of one.
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
    /// Further bodies of the same operation.
    pub others: Vec<Sample>,
}

/// How a request proves who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Auth {
    /// Not at all.
    None,
    /// By a scheme of HTTP, such as `basic`.
    Http(String),
    /// By a key in a header or in the query.
    ApiKey {
        /// The name of the header or the parameter.
        name: String,
        /// Whether it is a parameter of the query.
        in_query: bool,
    },
    /// By OAuth 2.
    OAuth2(OAuth2),
}

/// The addresses of OAuth 2, as far as they are stated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OAuth2 {
    /// The kind of grant, such as `client_credentials`.
    pub grant: String,
    /// Where the user agrees.
    pub authorization_url: Option<String>,
    /// Where the token comes from.
    pub token_url: Option<String>,
    /// The names of the scopes.
    pub scopes: Vec<String>,
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
