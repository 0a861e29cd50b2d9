//! A Postman collection of format 2.1 to pages: each request is one.

mod address;
mod body;
mod fields;
mod markup;
mod request;
mod samples;
mod text;

use super::json::{self, Json};
use super::model::{Folder, Page};
use super::text as bytes_text;
use crate::diagnostic::{Diagnostic, Located, Place, Source};
use address::Variables;
use std::borrow::Cow;
use std::sync::Arc;
use text::Text;

/// Reads a collection. `file` names it in messages. What comes are the pages of all requests that
/// can be read, and what is wrong with the others or with the whole.
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
        faults: Vec::new(),
    };
    let mut places = json::Places::of(&text, Place { line: 1, column: 1 });
    match json::parse(&text, |byte| places.advance(byte)) {
        Ok(document) => reader.collection(&document),
        Err(fault) => {
            let message = format!("the collection is no JSON: {}", fault.value);
            let help = "export it again as Collection v2.1";
            let fault = reader.problem(fault.place, message, help);
            reader.faults.push(fault.expected("it breaks here"));
        }
    }
    (reader.pages, reader.faults)
}

struct Reader<'a> {
    file: &'a str,
    source: Source,
    pages: Vec<Page>,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn problem(&self, place: Place, message: impl Into<String>, help: &str) -> Diagnostic {
        let line = self.source.line(place.line);
        Diagnostic::of_file(self.file, message, help).at_line(place, line)
    }

    fn fault(&mut self, place: Place, message: impl Into<String>, help: &str) {
        let problem = self.problem(place, message, help);
        self.faults.push(problem);
    }

    fn collection(&mut self, document: &Located<Json<'_>>) {
        // The API gives a collection in an envelope.
        let document = match document.value.get("collection") {
            Some(inner) if document.value.get("item").is_none() => inner,
            _ => document,
        };
        if let Some((place, what)) = other_format(document) {
            let help = "export it from Postman as Collection v2.1";
            self.fault(place, format!("this is no collection v2.1: {what}"), help);
            return;
        }
        let none = Variables::new();
        let variables = with_own(&none, &document.value);
        self.items(document, &[], &variables);
        if self.pages.is_empty() && self.faults.is_empty() {
            let help = "add a request, or remove the file";
            self.fault(document.place, "the collection has no requests", help);
        }
    }

    /// What lies in a collection or in a folder.
    fn items(
        &mut self,
        within: &Located<Json<'_>>,
        folders: &[Arc<Folder>],
        variables: &Variables,
    ) {
        let Some(items) = within.value.list("item") else {
            let help = "`item` is an array of requests and folders";
            self.fault(within.place, "there is no list of items", help);
            return;
        };
        for item in items {
            if item.value.get("item").is_some() {
                let variables = with_own(variables, &item.value);
                let mut folders = folders.to_vec();
                if let Some(name) = Text::member(&item.value, "name") {
                    folders.push(Arc::new(Folder {
                        name: name.located(),
                        description: markup::description(&item.value).and_then(|t| t.prose()),
                    }));
                }
                self.items(item, &folders, &variables);
            } else if let Some(request) = item.value.get("request") {
                let variables = with_own(variables, &item.value);
                self.request(item, request, folders, &variables);
            } else {
                let help = "give it a `request`, or an `item` with those that lie in it";
                self.fault(
                    item.place,
                    "an item is neither a request nor a folder",
                    help,
                );
            }
        }
    }
}

/// The variables with those that a collection, a folder or a request has of its own.
fn with_own<'a>(variables: &'a Variables, json: &Json<'_>) -> Cow<'a, Variables> {
    let own = json.list("variable").unwrap_or_default();
    if own.is_empty() {
        return Cow::Borrowed(variables);
    }
    let mut variables = variables.clone();
    for variable in own {
        let key = Text::member(&variable.value, "key");
        let key = key.or_else(|| Text::member(&variable.value, "id"));
        let value = Text::member(&variable.value, "value");
        if let (Some(key), Some(value), false) = (key, value, variable.value.flag("disabled")) {
            variables.insert(key.text, value.text);
        }
    }
    Cow::Owned(variables)
}

/// What a file is that is no collection of format 2.1.
fn other_format(document: &Located<Json<'_>>) -> Option<(Place, String)> {
    let json = &document.value;
    let info = json.get("info");
    let Some(info) = info else {
        let what = if json.get("requests").is_some() || json.get("order").is_some() {
            "it is of format v1, which lists `requests`"
        } else {
            "it has no `info`"
        };
        return Some((document.place, what.to_owned()));
    };
    let Some(schema) = Text::member(&info.value, "schema") else {
        return Some((info.place, "its `info` names no `schema`".to_owned()));
    };
    let version = schema.text.split('/').find(|part| {
        let digits = part.strip_prefix('v').unwrap_or_default();
        digits.starts_with(|c: char| c.is_ascii_digit())
    });
    match version {
        Some(version) if version == "v2.1" || version.starts_with("v2.1.") => None,
        Some(version) => Some((schema.start(), format!("it is of format {version}"))),
        None => Some((schema.start(), "its `schema` names no version".to_owned())),
    }
}
