//! The result of an operation's method: the types of `Ok` and `Err`.

use super::client::Client;
use super::rust_type::RustType;
use crate::walk::resolve;
use serde_json::Value;
use std::fmt;

/// The types of `Ok` and `Err` that a method returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MethodResult {
    pub(crate) success: ResponseTypes,
    pub(crate) error: ResponseTypes,
}

/// The different types of an operation's responses. Progenitor accepts one type of success and one type of error.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ResponseTypes(Vec<RustType>);

impl ResponseTypes {
    fn insert(&mut self, response: RustType) {
        if !self.0.contains(&response) {
            self.0.push(response);
            self.0.sort_by_cached_key(ToString::to_string);
        }
    }
}

impl fmt::Display for ResponseTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&types.join(" or "))
    }
}

/// A response without a body.
const EMPTY: RustType = RustType::Plain("()");
/// A body that the client does not parse.
const BYTES: RustType = RustType::Plain("ByteStream");
/// JSON without a schema, which progenitor rejects.
const NO_SCHEMA: RustType = RustType::Plain("no schema");

impl Client<'_> {
    /// Returns the result of an operation's method.
    pub(crate) fn method_result(&self, operation: &Value) -> MethodResult {
        let responses = operation.get("responses").and_then(Value::as_object);
        let mut success = ResponseTypes::default();
        let mut error = ResponseTypes::default();
        let mut covers_all_success = false;
        let mut default = None;
        for (status, response) in responses.into_iter().flatten() {
            let response = self.response_type(resolve(self.document, response));
            match status.as_str() {
                "default" => default = Some(response),
                "101" => success.insert(response),
                status if status.starts_with('2') => {
                    covers_all_success |= status.eq_ignore_ascii_case("2XX");
                    success.insert(response);
                }
                status if status.starts_with(['4', '5']) => error.insert(response),
                _ => {}
            }
        }
        if let Some(response) = default {
            error.insert(response.clone());
            if !covers_all_success {
                success.insert(response);
            }
        } else if success.0.is_empty() {
            success.insert(BYTES);
        }
        if error.0.is_empty() {
            error.insert(EMPTY);
        }
        MethodResult { success, error }
    }

    fn response_type(&self, response: &Value) -> RustType {
        let content = response.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|all| !all.is_empty()) else {
            return EMPTY;
        };
        let json = content
            .iter()
            .find(|(kind, _)| *kind == "application/json" || kind.starts_with("application/json;"));
        match json {
            Some((_, media)) => media
                .get("schema")
                .map_or(NO_SCHEMA, |schema| self.type_of(schema)),
            None => BYTES,
        }
    }
}
