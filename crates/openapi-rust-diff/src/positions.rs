//! The position of each element in the text of a description.

use saphyr_parser::{Event, Parser, Span, SpannedEventReceiver};
use std::collections::HashMap;

/// The line and column of elements, both counted from 1, by their JSON pointers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Positions(HashMap<String, (usize, usize)>);

impl Positions {
    /// Finds the elements of a JSON or YAML text. Those after a syntax error are not found.
    pub(crate) fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        let text = without_surrogates(text);
        // The caller has parsed the text, and reported an error.
        let _ = Parser::new_from_str(&text).load(&mut reader, false);
        Self(reader.found)
    }

    /// Returns the position of an element, or of the nearest element around it that exists.
    pub(crate) fn nearest(&self, pointer: &str) -> Option<(usize, usize)> {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.0.get(pointer) {
                return Some(*position);
            }
            let (parent, _) = pointer.rsplit_once('/')?;
            pointer = parent;
        }
    }
}

/// Replaces escaped surrogates, which JSON allows and YAML does not, by as many other characters.
fn without_surrogates(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for (number, part) in json.split("\\u").enumerate() {
        let is_surrogate = part
            .get(..4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok())
            .is_some_and(|unit| (0xd800..=0xdfff).contains(&unit));
        match part.get(4..) {
            Some(rest) if number > 0 && is_surrogate => {
                text.push_str("\\ufffd");
                text.push_str(rest);
            }
            _ if number > 0 => {
                text.push_str("\\u");
                text.push_str(part);
            }
            _ => text.push_str(part),
        }
    }
    text
}

/// A mapping or a sequence that is being read.
enum Open {
    /// A mapping, and the key whose value comes next.
    Mapping(Option<String>),
    /// A sequence, and the number of items so far.
    Sequence(usize),
}

/// Follows the events of the parser.
#[derive(Default)]
struct Reader {
    found: HashMap<String, (usize, usize)>,
    /// The open collections, each with its pointer.
    open: Vec<(String, Open)>,
}

impl Reader {
    /// Records a value, and returns its pointer.
    fn value(&mut self, span: Span) -> String {
        let pointer = match self.open.last_mut() {
            None => String::new(),
            // The position of a member is that of its key.
            Some((parent, Open::Mapping(key))) => {
                return format!("{parent}/{}", key.take().unwrap_or_default());
            }
            Some((parent, Open::Sequence(count))) => {
                let pointer = format!("{parent}/{count}");
                *count += 1;
                pointer
            }
        };
        self.record(pointer.clone(), span);
        pointer
    }

    fn record(&mut self, pointer: String, span: Span) {
        let position = (span.start.line(), span.start.col() + 1);
        self.found.entry(pointer).or_insert(position);
    }

    /// Records a key, if a key comes next.
    fn is_key(&mut self, text: &str, span: Span) -> bool {
        let Some((parent, Open::Mapping(key @ None))) = self.open.last_mut() else {
            return false;
        };
        let escaped = text.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{parent}/{escaped}");
        *key = Some(escaped);
        self.record(pointer, span);
        true
    }
}

impl SpannedEventReceiver<'_> for Reader {
    fn on_event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) if self.is_key(&text, span) => {}
            Event::Scalar(..) | Event::Alias(_) => {
                self.value(span);
            }
            Event::MappingStart(..) => {
                let pointer = self.value(span);
                self.open.push((pointer, Open::Mapping(None)));
            }
            Event::SequenceStart(..) => {
                let pointer = self.value(span);
                self.open.push((pointer, Open::Sequence(0)));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
            }
            _ => {}
        }
    }
}
