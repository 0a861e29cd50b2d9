//! Text out of JSON strings, each character with its place in the file.

use super::super::json::Json;
use super::super::prose::Prose;
use super::super::text;
use crate::diagnostic::{Located, Place};

/// A text, and where each of its characters stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) text: String,
    places: Vec<Place>,
}

impl Text {
    /// What a value says as text: a string decoded, a number or a truth value as it is written.
    pub(super) fn of(json: &Located<Json<'_>>) -> Option<Self> {
        let (literal, mut place) = match &json.value {
            Json::Text(literal) => {
                let mut place = json.place;
                place.column += 1;
                (literal.get(1..literal.len() - 1)?, place)
            }
            Json::Number(literal) => (*literal, json.place),
            Json::Boolean(true) => ("true", json.place),
            Json::Boolean(false) => ("false", json.place),
            _ => return None,
        };
        let mut out = Self::default();
        let mut rest = literal;
        while let Some((character, length)) = first(rest) {
            out.push(character, place);
            let (taken, after) = rest.split_at_checked(length)?;
            place.column += taken.chars().count();
            rest = after;
        }
        Some(out)
    }

    /// A member's text that is not blank.
    pub(super) fn member(json: &Json<'_>, key: &str) -> Option<Self> {
        let text = Self::of(json.get(key)?)?.trimmed();
        (!text.text.is_empty()).then_some(text)
    }

    pub(super) fn push(&mut self, character: char, place: Place) {
        self.text.push(character);
        self.places.push(place);
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.places.extend(&other.places);
    }

    /// Adds text that the file does not have at this place.
    pub(super) fn insert(&mut self, text: &str, place: Place) {
        text.chars()
            .for_each(|character| self.push(character, place));
    }

    pub(super) fn characters(&self) -> impl Iterator<Item = (char, Place)> {
        self.text.chars().zip(self.places.iter().copied())
    }

    /// The part between two bytes.
    pub(super) fn slice(&self, from: usize, to: usize) -> Self {
        let count = |end: usize| self.text.get(..end).map_or(0, |text| text.chars().count());
        let places = self.places.get(count(from)..count(to));
        Self {
            text: self.text.get(from..to).unwrap_or_default().to_owned(),
            places: places.unwrap_or_default().to_vec(),
        }
    }

    pub(super) fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start_matches(text::blank).len();
        let end = self.text.trim_end_matches(text::blank).len();
        self.slice(start, end.max(start))
    }

    /// Where the text begins.
    pub(super) fn start(&self) -> Place {
        self.places.first().copied().unwrap_or_default()
    }

    /// Where a character stands that is named by its line and column in the text itself.
    pub(super) fn place(&self, within: Place) -> Place {
        let mut lines = self.text.split_inclusive('\n');
        let before = lines.by_ref().take(within.line.saturating_sub(1));
        let before: usize = before.map(|line| line.chars().count()).sum();
        let index = before + within.column.saturating_sub(1);
        let place = self.places.get(index).or(self.places.last());
        place.copied().unwrap_or_default()
    }

    pub(super) fn located(self) -> Located<String> {
        let place = self.start();
        Located::new(self.text, place)
    }

    /// The lines that say something, as a page has its paragraphs.
    pub(super) fn prose(&self) -> Option<Prose> {
        let mut prose = Prose::default();
        let mut line = Self::default();
        for (character, place) in self.characters() {
            if character == '\n' {
                line.add_to(&mut prose);
                line = Self::default();
            } else {
                line.push(character, place);
            }
        }
        line.add_to(&mut prose);
        (!prose.text.is_empty()).then_some(prose)
    }

    fn add_to(&self, prose: &mut Prose) {
        let line = self.trimmed();
        if line.text.is_empty() {
            return;
        }
        prose.push("", line.start());
        let mut begun = line.start();
        let mut expected = begun;
        let mut run = String::new();
        for (character, place) in line.characters() {
            if place != expected {
                prose.go_on(&std::mem::take(&mut run), begun);
                begun = place;
            }
            run.push(character);
            expected = place;
            expected.column += 1;
        }
        prose.go_on(&run, begun);
    }
}

/// The first character of a string literal's inside, and how many bytes write it.
fn first(literal: &str) -> Option<(char, usize)> {
    let character = literal.chars().next()?;
    if character != '\\' {
        return Some((character, character.len_utf8()));
    }
    let escaped = literal.chars().nth(1)?;
    let unit = |at: usize| {
        let digits = literal.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let character = match escaped {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => {
            let one = unit(0)?;
            if let Some(two) = unit(6)
                && let Some(Ok(pair)) = char::decode_utf16([one, two]).next()
                && pair.len_utf16() == 2
            {
                return Some((pair, 12));
            }
            // Half a character alone is none.
            let alone = char::from_u32(u32::from(one));
            return Some((alone.unwrap_or(char::REPLACEMENT_CHARACTER), 6));
        }
        other => other,
    };
    Some((character, 1 + escaped.len_utf8()))
}
