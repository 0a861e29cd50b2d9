//! Bodies of requests.

use super::warning::warn;
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use serde_json::{Map, Value, json};

/// Moves a body of a media type that the generator cannot send beside the operation.
pub(super) fn body(page: &Page, said: &mut Map<String, Value>, warnings: &mut Vec<Diagnostic>) {
    let content = said.get("requestBody").and_then(|body| body.get("content"));
    let Some((media, content)) = content
        .and_then(Value::as_object)
        .and_then(|all| all.iter().next())
    else {
        return;
    };
    let schema = content.get("schema");
    let fits = match media.as_str() {
        "application/json" | "application/x-www-form-urlencoded" => true,
        "text/plain" | "text/x-markdown" => schema == Some(&json!({ "type": "string" })),
        _ => false,
    };
    if fits {
        return;
    }
    let place = page
        .headers
        .iter()
        .find(|row| row.key.value.eq_ignore_ascii_case("content-type"))
        .map_or(page.method.place, |row| row.key.place);
    let message = format!("no client can be generated for a body of {media}");
    let help =
        "the body is kept as x-other-request-body; correct the Content-Type where it is wrong";
    warnings.push(warn(page, place, message, help));
    if let Some(body) = said.shift_remove("requestBody") {
        said.insert("x-other-request-body".to_owned(), body);
    }
}
