use std::collections::BTreeMap;
use std::fmt::Display;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{Error, ErrorKind};

/// Named values of a request, sorted by name.
///
/// A value that is invalid is an error of the request when it is sent, so that setters cannot fail.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    values: BTreeMap<&'static str, Value>,
    /// The first error of a value.
    error: Option<Error>,
}

impl Fields {
    /// Reads a JSON object. Its values are sent as they are.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for other JSON, for an unknown field, and if a required one is missing. Its message shows no
    /// value.
    pub(crate) fn from_json(
        json: &str,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self, Error> {
        let names = || required.iter().chain(optional);
        let invalid = |message: String| Error::new(ErrorKind::InvalidInput, message);
        let object: Map<String, Value> = serde_json::from_str(json).map_err(|error| {
            invalid(format!(
                "not a JSON object: it breaks at column {}",
                error.column()
            ))
        })?;
        let mut fields = Self::default();
        for (name, value) in object {
            let Some(name) = names().find(|known| **known == name) else {
                let names: Vec<_> = names().copied().collect();
                let message = format!("an unknown field: the fields are {}", names.join(", "));
                return Err(invalid(message));
            };
            fields.values.insert(name, value);
        }
        match required
            .iter()
            .find(|name| !fields.values.contains_key(**name))
        {
            Some(name) => Err(invalid(format!("the field {name} is missing"))),
            None => Ok(fields),
        }
    }

    /// Sets a value.
    pub(crate) fn set<T: Serialize>(&mut self, name: &'static str, value: impl Into<T>) {
        self.set_json(name, value.into());
    }

    /// Sets a value whose conversion can fail.
    pub(crate) fn try_set<T: Serialize>(
        &mut self,
        name: &'static str,
        value: impl TryInto<T, Error: Into<Error>>,
    ) {
        self.set_result(name, value.try_into().map_err(Into::into));
    }

    /// Sets a value that has bounds or is one of a list.
    pub(crate) fn set_checked<T: Serialize>(
        &mut self,
        name: &'static str,
        value: impl TryInto<T, Error: Display>,
    ) {
        self.set_result(name, value.try_into().map_err(|error| invalid(name, error)));
    }

    /// Sets a list of values.
    pub(crate) fn set_list<T: Serialize>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item: Into<T>>,
    ) {
        let values: Vec<T> = values.into_iter().map(Into::into).collect();
        self.set_json(name, values);
    }

    /// Sets a list of values whose conversion can fail.
    pub(crate) fn try_set_list<T: Serialize>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item: TryInto<T, Error: Into<Error>>>,
    ) {
        let values = values
            .into_iter()
            .map(|value| value.try_into().map_err(Into::into));
        self.set_result(name, values.collect::<Result<Vec<T>, Error>>());
    }

    /// Sets a list of values that have bounds or are of a list.
    pub(crate) fn set_checked_list<T: Serialize>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item: TryInto<T, Error: Display>>,
    ) {
        let values = values
            .into_iter()
            .map(|value| value.try_into().map_err(|error| invalid(name, error)));
        self.set_result(name, values.collect::<Result<Vec<T>, Error>>());
    }

    /// Sets a value that is written as JSON.
    pub(crate) fn set_json(&mut self, name: &'static str, value: impl Serialize) {
        match serde_json::to_value(value) {
            Ok(value) => {
                self.values.insert(name, value);
            }
            // The error of a nested object names its own field.
            Err(error) => self.fail(invalid(name, error)),
        }
    }

    fn set_result<T: Serialize>(&mut self, name: &'static str, value: Result<T, Error>) {
        match value {
            Ok(value) => self.set_json(name, value),
            Err(error) => self.fail(error),
        }
    }

    /// Keeps the first error.
    pub(crate) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    /// Returns the values, or the first error.
    pub(crate) fn checked(&self) -> Result<&BTreeMap<&'static str, Value>, Error> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(&self.values),
        }
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let message = |fields: &Self| fields.error.as_ref().map(ToString::to_string);
        self.values == other.values && message(self) == message(other)
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.error {
            Some(error) => Err(S::Error::custom(error.message())),
            None => self.values.serialize(serializer),
        }
    }
}

fn invalid(name: &str, error: impl Display) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("{name}: {error}"))
}
