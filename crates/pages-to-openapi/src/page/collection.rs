//! A Postman collection of format 2.0 or 2.1 to pages: one for each method and path.

mod address;
mod auth;
mod body;
mod fields;
mod markup;
mod merge;
mod request;
mod samples;
mod scope;
mod text;

use super::json::{self, Json};
use super::model::Page;
use super::text as bytes_text;
use crate::diagnostic::{Diagnostic, Located, Place, Source};
use scope::Scope;
use text::Text;

/// Reads a collection. `file` names it in messages. Returns the pages of all requests that can be read, reports of the parts that
/// are left out, and the errors of the whole.
pub fn read(file: &str, bytes: &[u8]) -> (Vec<Page>, Vec<Diagnostic>) {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let help = "export it again as Collection v2.1, or remove the file";
        let fault = Diagnostic::of_file(file, "the collection is empty", help);
        return (Vec::new(), vec![fault]);
    }
    let text = match bytes_text::decode(file, bytes) {
        Ok(text) => text,
        Err(fault) => return (Vec::new(), vec![fault]),
    };
    let mut reader = Reader {
        file,
        source: Source::new(&text),
        pages: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut places = json::Places::of(&text, Place { line: 1, column: 1 });
    match json::parse(&text, |byte| places.advance(byte)) {
        Ok(document) => reader.collection(&document),
        Err(fault) => {
            let message = format!("the collection is no JSON: {}", fault.value);
            let help = "export it again as Collection v2.1";
            let fault = reader.problem(fault.place, message, help);
            reader.diagnostics.push(fault.expected("it breaks here"));
        }
    }
    (merge::merged(reader.pages), reader.diagnostics)
}

struct Reader<'a> {
    file: &'a str,
    source: Source,
    pages: Vec<Page>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn problem(&self, place: Place, message: impl Into<String>, help: &str) -> Diagnostic {
        let line = self.source.line(place.line);
        Diagnostic::of_file(self.file, message, help).at_line(place, line)
    }

    fn fault(&mut self, place: Place, message: impl Into<String>, help: &str) {
        let problem = self.problem(place, message, help);
        self.diagnostics.push(problem);
    }

    /// Reports a part that is left out.
    fn leave_out(&mut self, place: Place, message: impl Into<String>, help: &str) {
        let problem = self.problem(place, message, help).left_out();
        self.diagnostics.push(problem);
    }

    fn collection(&mut self, document: &Located<Json<'_>>) {
        // The API gives a collection in an envelope.
        let document = match document.value.get("collection") {
            Some(inner) if document.value.get("item").is_none() => inner,
            _ => document,
        };
        if let Some((place, what)) = other_format(document) {
            let help = "export it from Postman as Collection v2.1";
            self.fault(
                place,
                format!("this is no collection v2.0 or v2.1: {what}"),
                help,
            );
            return;
        }
        self.items(document, &Scope::of_collection(&document.value));
        if self.pages.is_empty() && self.diagnostics.is_empty() {
            let help = "add a request, or remove the file";
            self.fault(document.place, "the collection has no requests", help);
        }
    }

    /// What lies in a collection or in a folder.
    fn items(&mut self, within: &Located<Json<'_>>, scope: &Scope) {
        let Some(items) = within.value.list("item") else {
            let help = "`item` is an array of requests and folders";
            self.leave_out(within.place, "there is no list of items", help);
            return;
        };
        for item in items {
            if item.value.get("item").is_some() {
                self.items(item, &scope.of_folder(&item.value));
            } else if let Some(request) = item.value.get("request") {
                self.request(item, request, &scope.with_own(&item.value));
            } else {
                let help = "give it a `request`, or an `item` with those that lie in it";
                let message = "an item is neither a request nor a folder: it is left out";
                self.leave_out(item.place, message, help);
            }
        }
    }
}

/// What a file is that is no collection of format 2.0 or 2.1. A file that names no format is read if it has a list of items.
fn other_format(document: &Located<Json<'_>>) -> Option<(Place, String)> {
    let json = &document.value;
    if json.get("requests").is_some() || json.get("order").is_some() {
        return Some((
            document.place,
            "it is of format v1, which lists `requests`".to_owned(),
        ));
    }
    let schema = json
        .get("info")
        .and_then(|info| Text::member(&info.value, "schema"));
    let version = schema.as_ref().and_then(|schema| {
        schema.text.split('/').find(|part| {
            let digits = part.strip_prefix('v').unwrap_or_default();
            digits.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    match (&schema, version) {
        (Some(schema), Some(version)) if !version.starts_with("v2.") => {
            Some((schema.start(), format!("it is of format {version}")))
        }
        _ if json.get("item").is_none() => {
            Some((document.place, "it has no list `item`".to_owned()))
        }
        _ => None,
    }
}
