//! The origins of a description told: an element after the other, in the description's order.

use super::origin::{How, Origin};
use super::trace::{Trace, parts};
use crate::diagnostic::Place;
use crate::terminal::{escaped_json, escaped_line};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::fmt::Write as _;

/// An element of a description, and where it comes from.
#[derive(Debug, Clone)]
pub struct Element {
    /// Where it is in the description: a JSON pointer.
    pub pointer: String,
    /// Its value, unless it is made of elements itself.
    pub value: Option<Value>,
    /// Where it comes from, each place once.
    pub sources: Vec<Source>,
}

/// One place that an element comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The page's file or the overlay's.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// The number of the overlay's action, counted from 1.
    pub action: Option<usize>,
    kind: &'static str,
    part: &'static str,
}

/// All elements: operations, parameters, bodies, responses, schemas, properties, and every fact.
#[derive(Debug, Clone)]
pub struct Explanation(pub Vec<Element>);

impl Explanation {
    /// Walks a description. `files` are those of the pages, by number.
    pub fn of(document: &Value, trace: &Trace, files: &[String]) -> Self {
        let mut walk = Walk {
            files,
            elements: Vec::new(),
        };
        walk.value(&mut Vec::new(), document, Some(trace));
        Self(walk.elements)
    }

    /// For a person: a line for each element, and one for each of its places. What lies in an
    /// operation or in a schema stands under it, with the rest of its pointer.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut heading = None;
        for element in &self.0 {
            let rest = heading.and_then(|heading| element.pointer.strip_prefix(heading));
            let rest = rest.and_then(|rest| rest.strip_prefix('/'));
            if rest.is_none() {
                heading = is_heading(&element.pointer).then_some(element.pointer.as_str());
            }
            let indent = if rest.is_some() { "  " } else { "" };
            // Writing to a string cannot fail.
            let shown = escaped_line(rest.unwrap_or(&element.pointer));
            let _ = write!(out, "{indent}{shown}");
            if let Some(value) = &element.value {
                let _ = write!(out, " = {}", escaped_json(&value.to_string()));
            }
            out.push('\n');
            for source in &element.sources {
                let _ = writeln!(out, "{indent}  {}", source.text());
            }
        }
        out
    }

    /// For a program: an object with `elements`, each with `pointer`, `value` where it is no object
    /// or array of elements, and `sources`.
    pub fn json(&self) -> Value {
        let elements = self.0.iter().map(|element| {
            let sources: Vec<Value> = element.sources.iter().map(Source::json).collect();
            let mut said = serde_json::Map::new();
            said.insert("pointer".to_owned(), json!(element.pointer));
            if let Some(value) = &element.value {
                said.insert("value".to_owned(), value.clone());
            }
            said.insert("sources".to_owned(), Value::Array(sources));
            Value::Object(said)
        });
        json!({ "elements": elements.collect::<Vec<_>>() })
    }
}

impl Source {
    /// Returns the relation between the place and the element, such as "stated by the title".
    pub fn reason(&self) -> String {
        match (self.action, self.kind) {
            (Some(number), _) => format!("action {number} of the overlay"),
            (None, "stated") => format!("stated by {}", self.part),
            (None, "inferred") => format!("inferred from {}", self.part),
            (None, _) => format!("made of {} so that a client can be generated", self.part),
        }
    }

    fn text(&self) -> String {
        let Place { line, column } = self.place;
        let file = escaped_line(&self.file);
        format!("{file}:{line}:{column}: {}", self.reason())
    }

    fn json(&self) -> Value {
        let Place { line, column } = self.place;
        let (kind, file) = (self.kind, &self.file);
        match self.action {
            Some(action) => json!({
                "kind": kind, "action": action, "file": file, "line": line, "column": column
            }),
            None => json!({
                "kind": kind, "part": self.part, "file": file, "line": line, "column": column
            }),
        }
    }
}

struct Walk<'a> {
    files: &'a [String],
    elements: Vec<Element>,
}

impl Walk<'_> {
    fn value(&mut self, path: &mut Vec<String>, value: &Value, trace: Option<&Trace>) {
        let parts = parts(value);
        if parts.is_empty() || is_element(path) {
            self.elements.push(Element {
                pointer: pointer(path),
                value: parts.is_empty().then(|| value.clone()),
                sources: sources(trace.and_then(Trace::origin).map(AsRef::as_ref), self.files),
            });
        }
        for (key, part) in parts {
            let trace = trace.and_then(|trace| trace.child(&key));
            path.push(key.into_owned());
            self.value(path, part, trace.as_deref());
            path.pop();
        }
    }
}

/// Returns the places of an origin, each once. `files` are those of the pages, by number.
pub(crate) fn sources(origin: Option<&Origin>, files: &[String]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    match origin {
        Some(Origin::Action {
            file,
            number,
            place,
        }) => sources.push(Source {
            file: file.clone(),
            place: *place,
            action: Some(*number),
            kind: "overlay",
            part: "",
        }),
        Some(Origin::Pages { how, part, spots }) => {
            let mut seen = HashSet::new();
            for spot in spots.iter().filter(|spot| seen.insert(**spot)) {
                let Some(file) = files.get(spot.page) else {
                    continue;
                };
                let source = Source {
                    file: file.clone(),
                    place: spot.place,
                    action: None,
                    kind: match how {
                        How::Stated => "stated",
                        How::Inferred => "inferred",
                        How::Fitted => "fitted",
                    },
                    part,
                };
                sources.push(source);
            }
        }
        None => {}
    }
    sources
}

/// Whether what lies at a path is spoken of as a thing, besides its facts.
fn is_element(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["paths", _, _] | [.., "requestBody" | "schema"] => true,
        [.., parent, _] => [
            "parameters",
            "responses",
            "schemas",
            "properties",
            "servers",
        ]
        .contains(parent),
        _ => false,
    }
}

fn is_heading(pointer: &str) -> bool {
    let in_place = ["/paths/", "/components/schemas/"];
    in_place.iter().any(|start| pointer.starts_with(start))
}

fn pointer(path: &[String]) -> String {
    let keys = path
        .iter()
        .map(|key| key.replace('~', "~0").replace('/', "~1"));
    keys.fold(String::new(), |pointer, key| format!("{pointer}/{key}"))
}
