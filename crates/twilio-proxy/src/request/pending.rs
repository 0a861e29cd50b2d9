use std::fmt;
use std::fmt::Display;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::fields::Fields;
use super::operation::{Operation, Place};
use super::own_headers::is_own_header;
use crate::transport::call_options::CallOptions;
use crate::{Client, Error, ErrorKind};

/// A request that has not been sent.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    pub(super) path: Fields,
    pub(super) query: Fields,
    pub(super) headers: Fields,
    pub(super) body: Fields,
    /// A body that is neither a form nor JSON.
    pub(super) bytes: Bytes,
    pub(super) extra_params: Vec<(String, String)>,
    pub(super) extra_headers: HeaderMap,
    pub(crate) options: CallOptions,
}

impl Request {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Fields::default(),
            query: Fields::default(),
            headers: Fields::default(),
            body: Fields::default(),
            bytes: Bytes::new(),
            extra_params: Vec::new(),
            extra_headers: HeaderMap::new(),
            options: CallOptions::default(),
        }
    }

    /// Sets a field: see [`Fields::set`].
    pub(crate) fn set<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        value: impl Into<T>,
    ) {
        self.fields(place, name).set::<T>(name, value);
    }

    /// Sets a field: see [`Fields::try_set`].
    pub(crate) fn try_set<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        value: impl TryInto<T, Error: Into<Error>>,
    ) {
        self.fields(place, name).try_set::<T>(name, value);
    }

    /// Sets a field: see [`Fields::set_checked`].
    pub(crate) fn set_checked<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        value: impl TryInto<T, Error: Display>,
    ) {
        self.fields(place, name).set_checked::<T>(name, value);
    }

    /// Sets a field: see [`Fields::set_list`].
    pub(crate) fn set_list<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        values: impl IntoIterator<Item: Into<T>>,
    ) {
        self.fields(place, name).set_list::<T>(name, values);
    }

    /// Sets a field: see [`Fields::try_set_list`].
    pub(crate) fn try_set_list<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        values: impl IntoIterator<Item: TryInto<T, Error: Into<Error>>>,
    ) {
        self.fields(place, name).try_set_list::<T>(name, values);
    }

    /// Sets a field: see [`Fields::set_checked_list`].
    pub(crate) fn set_checked_list<T: Serialize>(
        &mut self,
        place: Place,
        name: &'static str,
        values: impl IntoIterator<Item: TryInto<T, Error: Display>>,
    ) {
        self.fields(place, name).set_checked_list::<T>(name, values);
    }

    /// Sets a field: see [`Fields::set_json`].
    pub(crate) fn set_json(&mut self, place: Place, name: &'static str, value: impl Serialize) {
        self.fields(place, name).set_json(name, value);
    }

    /// Sets a body that is neither a form nor JSON.
    pub(crate) fn set_bytes(&mut self, body: Bytes) {
        self.bytes = body;
    }

    /// Adds a parameter that the description does not have.
    pub(crate) fn add_param(&mut self, name: String, value: String) {
        if name.is_empty() {
            self.query.fail(invalid("extra_param has an empty name"));
        } else if self.sets(&name) {
            let message = format!("the client sets {name:?} itself, so extra_param cannot add it");
            self.query.fail(invalid(message));
        } else {
            self.extra_params.push((name, value));
        }
    }

    /// Adds a header that the description does not have.
    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.query.fail(invalid(format!(
                "extra_header has the name {name:?}, which is not valid in HTTP"
            )));
        };
        if is_own_header(&header) || self.sets(header.as_str()) {
            let message = format!(
                "the client sets the header {header} itself, so extra_header cannot add it"
            );
            return self.query.fail(invalid(message));
        }
        match HeaderValue::try_from(value) {
            Ok(value) => {
                self.extra_headers.append(header, value);
            }
            Err(_) => {
                let message = format!(
                    "the value of the header {header} has a character that is not valid in HTTP"
                );
                self.query.fail(invalid(message));
            }
        }
    }

    /// Returns whether an argument or a setter sets the parameter or the header.
    fn sets(&self, name: &str) -> bool {
        let mut names = self.operation.parameters.iter();
        names.any(|own| own.eq_ignore_ascii_case(name))
    }

    fn fields(&mut self, place: Place, name: &str) -> &mut Fields {
        let is_unknown = matches!(place, Place::Query | Place::Header) && !self.sets(name);
        let fields = match place {
            Place::Path => &mut self.path,
            Place::Query => &mut self.query,
            Place::Header => &mut self.headers,
            Place::Body => &mut self.body,
        };
        if is_unknown {
            // Listings of the same records share their filters.
            let operation = self.operation.name;
            fields.fail(invalid(format!("{operation} has no parameter {name}")));
        }
        fields
    }
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, message)
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Fields can hold personal data.
        f.debug_struct("Request")
            .field("operation", &self.operation.name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
