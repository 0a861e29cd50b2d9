//! What the generator of a client takes: one type for an operation's successes and one for its
//! errors, and one Rust name for each parameter, field and variant. What the pages state beyond that
//! stays in the description, in extensions that begin with `x-other-`.

use super::components::Components;
use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;
use heck::{ToPascalCase, ToSnakeCase};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Methods that the generated client has already.
pub(super) const CLIENT_METHODS: [&str; 9] = [
    "new",
    "newwithclient",
    "pre",
    "post",
    "exec",
    "client",
    "baseurl",
    "inner",
    "apiversion",
];

/// Fits an operation; returns its path, where parameters may have new names.
pub(super) fn operation(
    page: &Page,
    said: &mut Map<String, Value>,
    components: &mut Components<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    body(page, said, warnings);
    answers(page, said, components, warnings);
    parameters(page, said, warnings)
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

/// One shape for all successes, and one for all errors.
fn answers(
    page: &Page,
    said: &mut Map<String, Value>,
    components: &mut Components<'_>,
    warnings: &mut Vec<Diagnostic>,
) {
    let id = said
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(Value::Object(responses)) = said.get_mut("responses") else {
        return;
    };
    if responses.len() > 1
        && let Some(default) = responses.shift_remove("default")
    {
        // It would be a success too, of a shape of its own.
        for key in ["4XX", "5XX"] {
            if !responses.contains_key(key) {
                responses.insert(key.to_owned(), default.clone());
            }
        }
    }
    let of = |responses: &Map<String, Value>, classes: &[&str]| -> Vec<String> {
        let keys = responses.keys();
        keys.filter(|key| classes.iter().any(|class| key.starts_with(class)))
            .cloned()
            .collect()
    };

    let mut successes = of(responses, &["2", "101"]);
    let bodied = |responses: &Map<String, Value>, key: &String| match responses.get(key) {
        Some(response) if json_schema(response).is_some() => 2,
        Some(response) if response.get("content").is_some() => 1,
        _ if key == "101" => -1,
        _ => 0,
    };
    let best = successes.iter().map(|key| bodied(responses, key)).max();
    let kept = successes
        .iter()
        .find(|key| Some(bodied(responses, key)) == best)
        .cloned();
    let mut others = Map::new();
    successes.retain(|key| {
        if Some(bodied(responses, key)) == best {
            return true;
        }
        if let Some(response) = responses.shift_remove(key) {
            let kept = kept.as_deref().unwrap_or_default();
            let message = format!(
                "the success {key} is of another kind than {kept} at line {}: a client has one type for both",
                place(page, kept).line
            );
            let help = "it is kept as x-other-responses, and a client meets it as an unexpected response";
            warnings.push(warn(page, place(page, key), message, help));
            others.insert(key.clone(), response);
        }
        false
    });
    let answer = format!("{id}Answer");
    widen(page, responses, &successes, &answer, components, warnings);

    let errors = of(responses, &["4", "5"]);
    widen(
        page,
        responses,
        &errors,
        "AnyErrorResponse",
        components,
        warnings,
    );
    let shown = errors.iter().find_map(|key| {
        let content = responses.get(key)?.get("content")?;
        Some((key.clone(), content.clone()))
    });
    if let Some((shown, content)) = shown {
        for key in &errors {
            if let Some(Value::Object(response)) = responses.get_mut(key)
                && !response.contains_key("content")
            {
                response.insert("content".to_owned(), content.clone());
                let message = format!(
                    "{key} shows no body where {shown} at line {} does; it is described with the same",
                    place(page, &shown).line
                );
                let help = "give the status a sample, or state its body in the overlay";
                warnings.push(warn(page, place(page, key), message, help));
            }
        }
    }
    if !others.is_empty() {
        said.insert("x-other-responses".to_owned(), Value::Object(others));
    }
}

/// Where a page states an answer.
fn place(page: &Page, key: &str) -> Place {
    let mut answers = page.answers.iter();
    answers
        .find(|answer| answer.status.value.key() == key)
        .map_or(page.method.place, |answer| answer.status.place)
}

fn json_schema(response: &Value) -> Option<&Value> {
    response
        .get("content")?
        .get("application/json")?
        .get("schema")
}

/// Gives answers of several schemas one that holds them all.
fn widen(
    page: &Page,
    responses: &mut Map<String, Value>,
    keys: &[String],
    name: &str,
    components: &mut Components<'_>,
    warnings: &mut Vec<Diagnostic>,
) {
    let mut schemas: Vec<Value> = Vec::new();
    let mut first_of: Vec<&String> = Vec::new();
    for key in keys {
        if let Some(schema) = responses.get(key).and_then(json_schema)
            && !schemas.contains(schema)
        {
            schemas.push(schema.clone());
            first_of.push(key);
        }
    }
    let [first, .., last] = first_of.as_slice() else {
        return;
    };
    let message = format!(
        "{last} has another type than {first} at line {}: both are described as either",
        place(page, first).line
    );
    let help = "correct one of the samples, or state the type in the overlay";
    warnings.push(warn(page, place(page, last), message, help));

    let is_object = |schema: &Value| {
        schema.get("$ref").is_some() || schema.get("allOf").is_some() || is(schema, "object")
    };
    let open = schemas
        .iter()
        .any(|schema| !is_object(schema) && schema.get("type").is_none());
    // Where no property is required, the first of two objects would take the other for itself.
    let ambiguous = schemas.iter().filter(|schema| is_object(schema)).count() > 1;
    // A reader tries one after the other: what is narrow comes first.
    let rank = |schema: &Value| match schema.get("type").and_then(Value::as_str) {
        None | Some("object") => 0,
        Some("integer") => 1,
        Some("string") if schema.get("format").is_none() => 3,
        _ => 2,
    };
    schemas.sort_by_key(rank);
    let shared = if open || ambiguous {
        json!({})
    } else {
        components.shared(name, json!({ "oneOf": schemas }))
    };
    for key in keys {
        let schema = responses
            .get_mut(key)
            .and_then(|response| response.pointer_mut("/content/application~1json/schema"));
        if let Some(schema) = schema {
            *schema = shared.clone();
        }
    }
}

fn is(schema: &Value, kind: &str) -> bool {
    schema.get("type").is_some_and(|said| said == kind)
}

/// One Rust name for each parameter. A path parameter's name is not on the wire and may change;
/// another parameter that finds its name taken stays beside the operation.
fn parameters(
    page: &Page,
    said: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    let mut taken: HashMap<String, String> = HashMap::new();
    let reserved: &[&str] = if said.contains_key("requestBody") {
        &["new", "send", "body", "body_map"]
    } else {
        &["new", "send"]
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
    for parameter in std::mem::take(parameters) {
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
        if let Some(other) = taken.get(&ident) {
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

/// One field for each property, one variant for each value, in every component.
pub(super) fn components(
    pages: &[Page],
    components: &Components<'_>,
    said: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) {
    for (name, schema) in said {
        let Value::Object(schema) = schema else {
            continue;
        };
        properties(pages, components, name, schema, warnings);
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            // The enum is open: a value that is no variant stays a string.
            let others = values_apart(values);
            if !others.is_empty() {
                schema.insert("x-other-values".to_owned(), Value::Array(others));
            }
        }
    }
}

fn properties(
    pages: &[Page],
    components: &Components<'_>,
    name: &str,
    schema: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let mut fields: HashMap<String, String> = HashMap::new();
    let mut others = Map::new();
    // A name without a letter or a digit would give its type the name of the whole.
    let nameless = |property: &str| !property.chars().any(char::is_alphanumeric);
    for (property, value) in std::mem::take(properties) {
        if nameless(&property) {
            if let Some((page, place)) = shown(pages, components, name, &property) {
                let message = format!("{name}.{property} has no name in Rust");
                let help =
                    "it is kept as x-other-properties, and a client finds it among the extra ones";
                warnings.push(warn(page, place, message, help));
            }
            others.insert(property, value);
            continue;
        }
        let Some(first) = fields.get(&snake(&property)) else {
            fields.insert(snake(&property), property.clone());
            properties.insert(property, value);
            continue;
        };
        let (one, two) = (
            shown(pages, components, name, first),
            shown(pages, components, name, &property),
        );
        // A property that no sample gives a value has no place of its own.
        if let Some((page, place)) = two.or(one) {
            let (file, line) = one.map_or((&page.file, place.line), |(page, place)| {
                (&page.file, place.line)
            });
            let message = format!(
                "{name}.{property} and {name}.{first} at {file}:{line} would be one field in Rust"
            );
            let help =
                "it is kept as x-other-properties, and a client finds it among the extra ones";
            warnings.push(warn(page, place, message, help));
        }
        others.insert(property, value);
    }
    if others.is_empty() {
        return;
    }
    let extra = !properties.keys().any(|key| snake(key) == "extra");
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|key| !key.as_str().is_some_and(|key| others.contains_key(key)));
    }
    if extra {
        schema.insert("additionalProperties".to_owned(), json!({}));
    }
    schema.insert("x-other-properties".to_owned(), Value::Object(others));
}

/// Where a property is shown: in a sample, or as a field of a table.
fn shown<'a>(
    pages: &'a [Page],
    components: &Components<'_>,
    component: &str,
    property: &str,
) -> Option<(&'a Page, Place)> {
    if let Some(spot) = components.spot(component, property) {
        return Some((pages.get(spot.page)?, spot.place));
    }
    pages.iter().find_map(|page| {
        let mut fields = page.body.fields.iter();
        let row = fields.find(|row| row.key.value == property)?;
        Some((page, row.key.place))
    })
}

/// Takes out the values that have no variant of their own.
fn values_apart(values: &mut Vec<Value>) -> Vec<Value> {
    let mut variants = HashSet::new();
    let mut others = Vec::new();
    values.retain(|value| {
        let apart = value
            .as_str()
            .is_some_and(|text| variants.insert(ident(text, str::to_pascal_case)));
        if !apart {
            others.push(value.clone());
        }
        apart
    });
    others
}

/// The generator's name for a field or a parameter.
fn snake(name: &str) -> String {
    ident(name, str::to_snake_case)
}

fn ident(name: &str, case: fn(&str) -> String) -> String {
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
