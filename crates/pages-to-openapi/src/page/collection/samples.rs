//! Bodies that stand in the collection as strings.

use super::super::json::Json;
use super::super::lenient_json::Doubt;
use super::super::sample;
use super::super::sample::{Media, Node, Read, Sample};
use super::text::Text;
use crate::diagnostic::{Located, Place};

/// Reads a body. `language` is what the collection says that it is.
pub(super) fn read(json: &Located<Json<'_>>, language: &str) -> Result<Read, Located<String>> {
    let Some(text) = Text::of(json) else {
        return Err(Located::new("it is no string".to_owned(), json.place));
    };
    let body = text.trimmed();
    if body.text.is_empty() {
        return Ok(Read::default());
    }
    let text = |media: Media| Read {
        sample: Some(Sample::Text(Located::new(media, body.start()))),
        doubts: Vec::new(),
    };
    let start = Place { line: 1, column: 1 };
    match sample::of_text(&body.text, start) {
        Ok(Read { sample, mut doubts }) => match sample {
            Some(Sample::Json(mut node)) => {
                Places::of(&body).settle(&mut node);
                // The publisher's own variables are filled in before a request is sent.
                doubts.retain(|doubt| doubt.value != Doubt::Variable.message());
                for doubt in &mut doubts {
                    doubt.place = body.place(doubt.place);
                }
                Ok(Read {
                    sample: Some(Sample::Json(node)),
                    doubts,
                })
            }
            Some(Sample::Text(found)) => Ok(text(media(language).unwrap_or(found.value))),
            None => Ok(Read::default()),
        },
        Err(fault) => match media(language) {
            Some(media) => Ok(text(media)),
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
