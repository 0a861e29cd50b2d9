//! What the generator of a client takes: one type for an operation's successes and one for its
//! errors, and one Rust name for each parameter, field and variant. What the pages state beyond that
//! stays in the description, in extensions that begin with `x-other-`.

mod answers;
pub(crate) mod components;
mod parameters;
mod schemas;

use crate::describe::components::Components;
use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;
use heck::ToSnakeCase;
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;

/// Names that the generated client has already, or that its code uses, folded.
pub(crate) const CLIENT_NAMES: [&str; 20] = [
    // Methods.
    "new",
    "newwithclient",
    "pre",
    "post",
    "exec",
    "client",
    "baseurl",
    "inner",
    "apiversion",
    // Types beside those of the operations.
    "error",
    "bytestream",
    "clienthooks",
    "clientinfo",
    "operationinfo",
    "requestbuilderext",
    "responsevalue",
    // Types of the language.
    "from",
    "option",
    "result",
    "string",
];

/// Names that the code of the generated types uses.
pub(crate) const TYPES_IN_USE: [&str; 2] = ["Default", "Self"];

/// Fits an operation; returns its path, where parameters may have new names.
pub(crate) fn operation(
    page: &Page,
    said: &mut Map<String, Value>,
    components: &mut Components<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    body(page, said, warnings);
    answers::answers(page, said, components, warnings);
    parameters::parameters(page, said, components, warnings)
}

pub(crate) use schemas::bounded;

/// The key of an operation under its path. The HTTP client has no code for two of OpenAPI's methods.
pub(crate) fn method(page: &Page, warnings: &mut Vec<Diagnostic>) -> String {
    let method = page.method.value.to_lowercase();
    if !["options", "trace"].contains(&method.as_str()) {
        return method;
    }
    let message = format!(
        "no client can be generated for the method {}",
        page.method.value
    );
    let key = format!("x-other-{method}");
    let help = format!("the operation is kept as {key}; correct the method where it is wrong");
    warnings.push(warn(page, page.method.place, message, &help));
    key
}

fn warn(page: &Page, place: Place, message: String, help: &str) -> Diagnostic {
    page.fault(place, message, help).warning()
}

/// A body of a media type that the generator has no code for stays beside the operation.
fn body(page: &Page, said: &mut Map<String, Value>, warnings: &mut Vec<Diagnostic>) {
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

/// The generator's name for a field or a parameter, as Rust compares it.
fn snake(name: &str) -> String {
    ident(name, str::to_snake_case).nfc().collect()
}

pub(crate) fn ident(name: &str, case: fn(&str) -> String) -> String {
    let folded = match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => case(
            &name
                .replace('\'', "")
                .replace(|c: char| !unicode_ident::is_xid_continue(c), "-"),
        ),
    };
    match folded.chars().next() {
        None => case("x"),
        Some(first) if unicode_ident::is_xid_start(first) => folded,
        // The generator puts `x` before a field and `_` before a parameter: taken for one here.
        Some(_) => format!("{}{}", case("x"), folded.trim_start_matches('_')),
    }
}
