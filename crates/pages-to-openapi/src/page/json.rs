//! JSON with the place of every value.

use crate::diagnostic::{Located, Place};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Nesting beyond this is an attack or a generator's loop; it would also exhaust the stack.
const DEEPEST: usize = 100;

/// A value as the text has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'a> {
    Null,
    Boolean(bool),
    /// The literal: `1` and `1.0` differ.
    Number(&'a str),
    /// The literal, quotes and escapes included.
    Text(&'a str),
    Array(Vec<Located<Json<'a>>>),
    /// The members in the text's order, whether a key comes once or more often.
    Object(Vec<(String, Located<Json<'a>>)>),
}

/// Reads a text; what keeps it from being JSON comes with its place, which `place_of` gives for a
/// byte of the text. It is asked for them in their order.
pub(super) fn parse(
    text: &str,
    place_of: impl FnMut(usize) -> Place,
) -> Result<Located<Json<'_>>, Located<String>> {
    let mut cursor = Cursor { text, place_of };
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
        let line_start = text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum::<usize>();
        let offset = line_start + error.column().saturating_sub(1);
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(what, _)| what)
            .to_owned();
        Located::new(message, (cursor.place_of)(offset))
    })?;
    cursor.value(raw, 0)
}

/// Follows a text from byte to byte, so that finding all places takes one pass.
pub(super) struct Places<'a> {
    text: &'a str,
    offset: usize,
    place: Place,
}

impl<'a> Places<'a> {
    /// A text that begins at a place.
    pub(super) fn of(text: &'a str, start: Place) -> Self {
        Self {
            text,
            offset: 0,
            place: start,
        }
    }

    /// The place of a byte that is not before the last one asked for.
    pub(super) fn advance(&mut self, byte: usize) -> Place {
        let to = byte.min(self.text.len());
        let bytes = self.text.as_bytes();
        for byte in bytes.get(self.offset..to).unwrap_or_default() {
            if *byte == b'\n' {
                self.place.line += 1;
                self.place.column = 1;
            } else if byte & 0xC0 != 0x80 {
                // Columns count characters: a continuation byte adds none.
                self.place.column += 1;
            }
        }
        self.offset = self.offset.max(to);
        self.place
    }
}

struct Cursor<'a, F> {
    text: &'a str,
    place_of: F,
}

impl<'a, F: FnMut(usize) -> Place> Cursor<'a, F> {
    fn value(
        &mut self,
        raw: &'a RawValue,
        depth: usize,
    ) -> Result<Located<Json<'a>>, Located<String>> {
        let json = raw.get();
        let offset = (json.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let place = (self.place_of)(offset);
        if depth > DEEPEST {
            return Err(Located::new(
                format!("nested more than {DEEPEST} levels deep"),
                place,
            ));
        }
        let bad = |error: serde_json::Error| Located::new(error.to_string(), place);
        let value = match json.as_bytes().first() {
            Some(b'n') => Json::Null,
            Some(b't') => Json::Boolean(true),
            Some(b'f') => Json::Boolean(false),
            Some(b'"') => Json::Text(json),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json).map_err(bad)?;
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.value(item, depth + 1)?);
                }
                Json::Array(values)
            }
            Some(b'{') => {
                let members: Members<'a> = serde_json::from_str(json).map_err(bad)?;
                let mut values = Vec::with_capacity(members.0.len());
                for (key, member) in members.0 {
                    values.push((key, self.value(member, depth + 1)?));
                }
                Json::Object(values)
            }
            _ => Json::Number(json),
        };
        Ok(Located::new(value, place))
    }
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry::<String, &'de RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl<'a> Json<'a> {
    /// A member that says something: of a key that comes twice the last, as every reader does, and
    /// none that is null.
    pub(super) fn get(&self, key: &str) -> Option<&Located<Json<'a>>> {
        let Json::Object(members) = self else {
            return None;
        };
        let found = members.iter().rev().find(|(name, _)| name == key);
        found
            .map(|(_, value)| value)
            .filter(|value| value.value != Json::Null)
    }

    /// A member's items, where it is an array.
    pub(super) fn list(&self, key: &str) -> Option<&[Located<Json<'a>>]> {
        match &self.get(key)?.value {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Whether a member is `true`.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|member| member.value == Json::Boolean(true))
    }
}
