//! One Rust name for each parameter.

use super::schemas::Schemas;
use super::texts;
use super::warning::warn;
use crate::diagnostic::{Diagnostic, Place};
use crate::identifiers::snake;
use crate::page::Page;
use crate::provenance::Origin;
use http::HeaderName;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// Rust names in use, each with its owner as messages describe it.
type TakenNames = HashMap<String, String>;

/// One Rust name for each parameter. A path parameter's name is not on the wire and may change;
/// another parameter that finds its name taken stays beside the operation.
pub(super) fn parameters(
    page: &Page,
    operation: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    let mut taken = reserved_names(operation.contains_key("requestBody"));
    let Some(Value::Array(parameters)) = operation.get_mut("parameters") else {
        return page.url.path.clone();
    };
    for parameter in parameters.iter_mut() {
        lower_schema(parameter, schemas, origin);
    }
    let (in_path, rest): (Vec<Value>, Vec<Value>) = std::mem::take(parameters)
        .into_iter()
        .partition(|parameter| text(parameter, "in") == "path");
    let (sent, unsendable) = split_sendable(page, rest, &mut taken, warnings);
    let (path, renamed) = rename_in_path(page, &in_path, &mut taken, warnings);
    parameters.extend(renamed);
    parameters.extend(sent);
    if !unsendable.is_empty() {
        operation.insert("x-other-parameters".to_owned(), Value::Array(unsendable));
    }
    path
}

/// The names that the generated client uses itself.
fn reserved_names(has_body: bool) -> TakenNames {
    let reserved: &[&str] = if has_body {
        &["new", "send", "header_map", "body", "body_map"]
    } else {
        &["new", "send", "header_map"]
    };
    reserved
        .iter()
        .map(|name| ((*name).to_owned(), "the generated client's own".to_owned()))
        .collect()
}

fn lower_schema(parameter: &mut Value, schemas: &mut Schemas, origin: &Arc<Origin>) {
    let is_query = text(parameter, "in") == "query";
    if let Some(Value::Object(schema)) = parameter.get_mut("schema") {
        texts::share_bounds(schema, schemas, origin);
        if !is_query {
            texts::only_plain(schema, schemas);
        }
    }
}

/// Splits parameters into those that the client can send and the others, each of which gets a warning.
fn split_sendable(
    page: &Page,
    parameters: Vec<Value>,
    taken: &mut TakenNames,
    warnings: &mut Vec<Diagnostic>,
) -> (Vec<Value>, Vec<Value>) {
    let (mut sent, mut unsendable) = (Vec::new(), Vec::new());
    for parameter in parameters {
        let (name, within) = (text(&parameter, "name"), text(&parameter, "in"));
        let place = stated(page, name, within);
        if let Some(message) = obstacle(name, within, taken) {
            let help = "it is kept as x-other-parameters, and the client cannot send it";
            warnings.push(warn(page, place, message, help));
            unsendable.push(parameter);
            continue;
        }
        let owner = format!(
            "that of the {within} parameter {name} at line {}",
            place.line
        );
        taken.insert(snake(name), owner);
        sent.push(parameter);
    }
    (sent, unsendable)
}

/// The reason why the client cannot send a parameter, if there is one.
fn obstacle(name: &str, within: &str, taken: &TakenNames) -> Option<String> {
    if within == "header" && HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Some(format!("{name:?} is no name of a header"));
    }
    let ident = snake(name);
    let owner = taken.get(&ident)?;
    Some(format!(
        "the {within} parameter {name} would have the Rust name {ident}, which is {owner}"
    ))
}

/// Returns the path and its parameters, each with a name that is not taken.
fn rename_in_path(
    page: &Page,
    in_path: &[Value],
    taken: &mut TakenNames,
    warnings: &mut Vec<Diagnostic>,
) -> (String, Vec<Value>) {
    let mut path = String::new();
    let mut renamed = Vec::new();
    let mut rest = page.url.path.as_str();
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let place = stated(page, name, "path");
        let unique = unique_name(name, taken);
        if unique != name
            && let Some(owner) = taken.get(&snake(name))
        {
            let message = format!(
                "the path parameter {name} would have the Rust name {}, which is {owner}; it is {unique}",
                snake(name)
            );
            let help = "give the parameters of the URL names of their own";
            warnings.push(warn(page, place, message, help));
        }
        let owner = format!("that of the path parameter {unique} at line {}", place.line);
        taken.insert(snake(&unique), owner);
        renamed.push(path_parameter(in_path, name, &unique));
        path.push_str(&format!("{before}{{{unique}}}"));
        rest = after;
    }
    path.push_str(rest);
    (path, renamed)
}

/// Returns the name, with a number if its Rust name is taken.
fn unique_name(name: &str, taken: &TakenNames) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while taken.contains_key(&snake(&unique)) {
        unique = format!("{name}_{number}");
        number += 1;
    }
    unique
}

/// The path parameter `name` under a new name; a string if the page describes none.
fn path_parameter(in_path: &[Value], name: &str, new_name: &str) -> Value {
    let described = in_path
        .iter()
        .find(|parameter| text(parameter, "name") == name);
    let mut parameter = described.cloned().unwrap_or_else(
        || json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
    );
    if let Some(name) = parameter.get_mut("name") {
        *name = json!(new_name);
    }
    parameter
}

fn text<'a>(parameter: &'a Value, key: &str) -> &'a str {
    parameter
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// Where a page states a parameter.
fn stated(page: &Page, name: &str, within: &str) -> Place {
    let rows = if within == "header" {
        &page.headers
    } else {
        &page.parameters
    };
    let row = rows.iter().find(|row| row.key.value == name);
    let in_url = || {
        let query = page.url.query.iter().map(|query| &query.name);
        let mut names = page.url.path_parameters.iter();
        match within {
            "path" => names.find(|known| known.value == name),
            _ => query.into_iter().find(|known| known.value == name),
        }
    };
    row.map(|row| row.key.place)
        .or_else(|| in_url().map(|known| known.place))
        .unwrap_or(page.method.place)
}
