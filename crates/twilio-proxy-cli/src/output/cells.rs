use std::io;

use serde_json::{Map, Value};

/// The properties of a record, as cells of a row.
pub struct Cells(Map<String, Value>);

impl Cells {
    /// Reads a record.
    ///
    /// # Errors
    /// The record is not a JSON object.
    pub fn read(json: &str) -> io::Result<Self> {
        Ok(Self(serde_json::from_str(json)?))
    }

    /// Returns the properties in their order.
    pub fn of(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// Returns the text of a property: a string itself, other values as JSON, and nothing for null or a missing property.
    pub fn text(&self, name: &str) -> String {
        match self.0.get(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    /// Returns the properties that are not among `names` as a JSON object; nothing if there are none.
    pub fn rest(&self, names: &[&str]) -> String {
        let rest = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        let rest: Map<String, Value> = rest
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        match rest.is_empty() {
            true => String::new(),
            false => Value::Object(rest).to_string(),
        }
    }

    /// Returns the names of the properties.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
