use std::io;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::json_line;

/// The properties of a record, as cells of a row. Numbers keep the digits that the API sent.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Cells(IndexMap<String, Box<RawValue>>);

impl Cells {
    /// Reads a record.
    ///
    /// # Errors
    /// The record is not a JSON object.
    pub fn read(json: &[u8]) -> io::Result<Self> {
        Ok(serde_json::from_slice(json)?)
    }

    /// Returns the text of a property: a string itself, other values as JSON, and nothing for null or a missing property.
    pub fn text(&self, name: &str) -> String {
        match self.0.get(name).map(|value| value.get()) {
            None | Some("null") => String::new(),
            // A string with half of a surrogate pair is no text, and stays JSON.
            Some(value) => {
                serde_json::from_str(value).unwrap_or_else(|_| json_line(value).into_owned())
            }
        }
    }

    /// Returns the properties that are not among `names` as a JSON object; nothing if there are none.
    pub fn rest(&self, names: &[&str]) -> String {
        let rest = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        let rest: IndexMap<_, _> = rest.collect();
        match rest.is_empty() {
            true => String::new(),
            // Texts and JSON can always be written.
            false => {
                let json = serde_json::to_string(&rest).unwrap_or_default();
                json_line(&json).into_owned()
            }
        }
    }

    /// Returns the names of the properties.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
