//! Arguments that are JSON. Errors do not show them, because they may hold personal data.

use std::ffi::OsStr;
use std::fmt::Display;
use std::str::FromStr;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};
use serde::de::DeserializeOwned;

/// Parses a value by a function, without the value in the error.
#[derive(Clone)]
pub struct Hidden<T>(fn(&str) -> Result<T, String>);

/// Returns the parser of a JSON value.
#[allow(
    dead_code,
    reason = "the description decides whether an argument is JSON"
)]
pub fn json<T: DeserializeOwned>() -> Hidden<T> {
    Hidden(|text| {
        serde_json::from_str(text).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => {
                format!("the JSON at column {} is of another type", error.column())
            }
            _ => format!("not JSON: it breaks at column {}", error.column()),
        })
    })
}

/// Returns the parser of an object of a request, whose errors show no value.
#[allow(
    dead_code,
    reason = "the description decides whether requests have objects"
)]
pub fn object<T: FromStr<Err: Display>>() -> Hidden<T> {
    Hidden(|text| text.parse().map_err(|error: T::Err| error.to_string()))
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Hidden<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, Error> {
        let text = value.to_str().ok_or_else(|| "not UTF-8".to_owned());
        text.and_then(self.0).map_err(|reason| {
            let option = argument.map(ToString::to_string).unwrap_or_default();
            let message = format!("invalid value for '{option}': {reason}\n");
            Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}
