//! Errors of successful responses whose bodies do not decode.

use serde_json::error::Category;
use twilio_proxy_client::Undecodable;

use crate::{Error, ErrorKind, RejectedRecord};

/// Returns the error of a response with one record, which the error keeps.
pub(crate) fn undecodable_record(body: &Undecodable) -> Error {
    let rejected = RejectedRecord::body(body);
    let whole = undecodable(body.body(), body.error());
    let message = match &rejected {
        Some(record) if record.path() != "." => {
            let (path, expected) = (record.path(), record.message());
            format!("{}, field {path}: {expected}", whole.message())
        }
        _ => whole.message().to_owned(),
    };
    Error::new(ErrorKind::Decode, message).with_rejected(rejected)
}

/// Returns the error of a successful response whose body does not decode.
pub(crate) fn undecodable(body: &[u8], error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    // serde_json's own message can repeat a part of the body, so only the position is shown.
    let message = match error.classify() {
        _ if body.is_empty() => "an empty body".to_owned(),
        Category::Data => {
            format!("the JSON does not decode as the expected type, at line {line} column {column}")
        }
        Category::Io | Category::Syntax | Category::Eof => {
            format!("not JSON, at line {line} column {column}")
        }
    };
    Error::new(ErrorKind::Decode, message)
}
