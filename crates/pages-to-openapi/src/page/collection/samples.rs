//! Bodies that stand in the collection as strings.

use super::super::json::Json;
use super::super::sample;
use super::super::sample::{Media, Node, Sample};
use super::text::Text;
use crate::diagnostic::{Located, Place};

/// Reads a body. `language` is what the collection says that it is.
pub(super) fn read(
    json: &Located<Json<'_>>,
    language: &str,
) -> Result<Option<Sample>, Located<String>> {
    let Some(text) = Text::of(json) else {
        return Err(Located::new("it is no string".to_owned(), json.place));
    };
    let body = text.trimmed();
    if body.text.is_empty() {
        return Ok(None);
    }
    let start = Place { line: 1, column: 1 };
    let parse = |text: &str| sample::of_text(text, start);
    let read =
        parse(&body.text).or_else(|fault| parse(&without_variables(&body.text)).map_err(|_| fault));
    match read {
        Ok(Some(Sample::Json(mut node))) => {
            Places::of(&body).settle(&mut node);
            Ok(Some(Sample::Json(node)))
        }
        Ok(None) => Ok(None),
        Ok(Some(Sample::Text(found))) => {
            let media = media(language).unwrap_or(found.value);
            Ok(Some(Sample::Text(Located::new(media, body.start()))))
        }
        Err(fault) => match media(language) {
            Some(media) => Ok(Some(Sample::Text(Located::new(media, body.start())))),
            None => Err(Located::new(fault.value, body.place(fault.place))),
        },
    }
}

/// What a collection calls a body that need not be JSON.
fn media(language: &str) -> Option<Media> {
    match language.to_ascii_lowercase().as_str() {
        "html" => Some(Media::Html),
        "xml" => Some(Media::Xml),
        "text" | "plain" | "javascript" | "raw" => Some(Media::Plain),
        _ => None,
    }
}

/// JSON in which variables and comments stand, which a client fills in and strips before it sends
/// them. What stands for them is as long, so that places stay.
fn without_variables(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut quoted = false;
    while let Some(character) = rest.chars().next() {
        let blank = |part: &str| " ".repeat(part.chars().count());
        let special = if quoted {
            None
        } else if rest.starts_with("{{") {
            rest.find("}}").and_then(|end| rest.get(..end + 2))
        } else if rest.starts_with("//") {
            rest.get(..rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            rest.find("*/").and_then(|end| rest.get(..end + 2))
        } else {
            None
        };
        if let Some(part) = special.filter(|part| !part.contains('"') || part.starts_with('/')) {
            let blank = blank(part);
            if part.starts_with('{') {
                out.push_str("null");
                out.push_str(blank.get(4..).unwrap_or_default());
            } else {
                out.push_str(&blank);
            }
            rest = rest.get(part.len()..).unwrap_or_default();
            continue;
        }
        let length = match character {
            '\\' if quoted => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => character.len_utf8(),
        };
        if character == '"' {
            quoted = !quoted;
        }
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(taken);
        rest = after;
    }
    out
}

/// From lines and columns of a body to those of the file.
struct Places<'a> {
    body: &'a Text,
    places: Vec<Place>,
    /// The character that each line starts at.
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(body: &'a Text) -> Self {
        let (mut places, mut starts) = (Vec::new(), vec![0]);
        for (index, (character, place)) in body.characters().enumerate() {
            places.push(place);
            if character == '\n' {
                starts.push(index + 1);
            }
        }
        Self {
            body,
            places,
            starts,
        }
    }

    fn settle(&self, node: &mut Located<Node>) {
        let line = node.place.line.saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let place = self.places.get(start + node.place.column.saturating_sub(1));
        node.place = place.copied().unwrap_or_else(|| self.body.start());
        match &mut node.value {
            Node::Array(items) => items.iter_mut().for_each(|item| self.settle(item)),
            Node::Object(members) => members.iter_mut().for_each(|(_, node)| self.settle(node)),
            _ => {}
        }
    }
}
