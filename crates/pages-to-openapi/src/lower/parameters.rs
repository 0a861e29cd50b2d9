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

/// One Rust name for each parameter. A path parameter's name is not on the wire and may change;
/// another parameter that finds its name taken stays beside the operation.
pub(super) fn parameters(
    page: &Page,
    said: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    let mut taken: HashMap<String, String> = HashMap::new();
    let reserved: &[&str] = if said.contains_key("requestBody") {
        &["new", "send", "header_map", "body", "body_map"]
    } else {
        &["new", "send", "header_map"]
    };
    for name in reserved {
        taken.insert((*name).to_owned(), "the generated client's own".to_owned());
    }
    let Some(Value::Array(parameters)) = said.get_mut("parameters") else {
        return page.url.path.clone();
    };
    let mut in_path = Vec::new();
    let mut kept = Vec::new();
    let mut others = Vec::new();
    for mut parameter in std::mem::take(parameters) {
        let is_query = parameter.get("in").is_some_and(|within| within == "query");
        if let Some(Value::Object(schema)) = parameter.get_mut("schema") {
            texts::share_bounds(schema, schemas, origin);
            if !is_query {
                texts::only_plain(schema, schemas);
            }
        }
        let text = |key: &str| {
            parameter
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let (name, within) = (text("name").to_owned(), text("in").to_owned());
        if within == "path" {
            in_path.push((name, parameter));
            continue;
        }
        let place = stated(page, &name, &within);
        let ident = snake(&name);
        if within == "header" && HeaderName::from_bytes(name.as_bytes()).is_err() {
            let message = format!("{name:?} is no name of a header");
            let help = "it is kept as x-other-parameters, and the client cannot send it";
            warnings.push(warn(page, place, message, help));
            others.push(parameter);
        } else if let Some(other) = taken.get(&ident) {
            let message = format!(
                "the {within} parameter {name} would have the Rust name {ident}, which is {other}"
            );
            let help = "it is kept as x-other-parameters, and the client cannot send it";
            warnings.push(warn(page, place, message, help));
            others.push(parameter);
        } else {
            let other = format!(
                "that of the {within} parameter {name} at line {}",
                place.line
            );
            taken.insert(ident, other);
            kept.push(parameter);
        }
    }
    let mut path = String::new();
    let mut rest = page.url.path.as_str();
    let mut renamed = Vec::new();
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let mut own = name.to_owned();
        let mut number = 2;
        while taken.contains_key(&snake(&own)) {
            own = format!("{name}_{number}");
            number += 1;
        }
        let place = stated(page, name, "path");
        if own != name
            && let Some(other) = taken.get(&snake(name))
        {
            let message = format!(
                "the path parameter {name} would have the Rust name {}, which is {other}; it is {own}",
                snake(name)
            );
            let help = "give the parameters of the URL names of their own";
            warnings.push(warn(page, place, message, help));
        }
        let other = format!("that of the path parameter {own} at line {}", place.line);
        taken.insert(snake(&own), other);
        let parameter = in_path.iter().find(|(known, _)| known == name);
        let mut parameter = parameter.map_or_else(
            || json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
            |(_, parameter)| parameter.clone(),
        );
        if let Some(said) = parameter.get_mut("name") {
            *said = json!(own);
        }
        renamed.push(parameter);
        path.push_str(&format!("{before}{{{own}}}"));
        rest = after;
    }
    path.push_str(rest);
    renamed.extend(kept);
    *parameters = renamed;
    if !others.is_empty() {
        said.insert("x-other-parameters".to_owned(), Value::Array(others));
    }
    path
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
