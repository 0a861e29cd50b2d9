use std::collections::BTreeMap;
use std::str::FromStr;

use url::form_urlencoded;

use crate::{Error, ErrorKind, Redacted};

/// The parameters of a callback.
pub(crate) struct Parameters {
    values: BTreeMap<String, String>,
}

impl Parameters {
    /// Reads the body of a callback, which is a form. Of a repeated parameter, the first counts. An empty one is absent.
    pub(crate) fn new(body: &[u8]) -> Self {
        let mut values = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if !value.is_empty() {
                values
                    .entry(name.into_owned())
                    .or_insert_with(|| value.into_owned());
            }
        }
        Self { values }
    }

    /// Removes and returns a parameter.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] if it is missing or not of its type. The message has its name, and not its value.
    pub(crate) fn required<T: FromStr>(&mut self, name: &str) -> Result<T, Error> {
        let value = self.remove(name)?;
        value.parse().map_err(|_| {
            let message = format!("the callback's parameter {name} is not of its type");
            Error::new(ErrorKind::Decode, message)
        })
    }

    /// Removes and returns a parameter, read by a function.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] if it is missing.
    pub(crate) fn required_with<T>(&mut self, name: &str, read: fn(&str) -> T) -> Result<T, Error> {
        Ok(read(&self.remove(name)?))
    }

    /// Removes and returns a parameter. One that is not of its type stays, so that it is among the rest.
    pub(crate) fn optional<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let value = self.values.get(name)?.parse().ok()?;
        self.values.remove(name);
        Some(value)
    }

    /// Removes and returns a parameter, read by a function.
    pub(crate) fn optional_with<T>(&mut self, name: &str, read: fn(&str) -> T) -> Option<T> {
        Some(read(&self.values.remove(name)?))
    }

    fn remove(&mut self, name: &str) -> Result<String, Error> {
        self.values.remove(name).ok_or_else(|| {
            let message =
                format!("the callback has no parameter {name}: parse it as the event of its URL");
            Error::new(ErrorKind::Decode, message)
        })
    }

    /// Returns the other parameters.
    pub(crate) fn rest(self) -> BTreeMap<String, Redacted> {
        let rest = self.values.into_iter();
        rest.map(|(name, value)| (name, value.into())).collect()
    }
}
