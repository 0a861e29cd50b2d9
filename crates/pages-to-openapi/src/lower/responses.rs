//! One type for an operation's successes and one for its errors.

use super::schemas::Schemas;
use super::warning::warn;
use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;
use crate::provenance::Origin;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// One shape for all successes, and one for all errors.
pub(super) fn responses(
    page: &Page,
    operation: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
    warnings: &mut Vec<Diagnostic>,
) {
    let id = operation
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(Value::Object(responses)) = operation.get_mut("responses") else {
        return;
    };
    default_to_errors(responses);
    for key in responses.keys().cloned().collect::<Vec<_>>() {
        texts_apart(page, responses, &key, warnings);
    }
    let (successes, mut others) = split_successes(page, responses, warnings);
    let answer = format!("{id}Answer");
    widen(
        page, responses, &successes, &answer, schemas, origin, warnings,
    );
    others.extend(markup_errors(page, responses, warnings));
    let errors = keys_of(responses, &["4", "5"]);
    let error = "AnyErrorResponse";
    widen(page, responses, &errors, error, schemas, origin, warnings);
    share_error_body(page, responses, &errors, warnings);
    if !others.is_empty() {
        operation.insert("x-other-responses".to_owned(), Value::Object(others));
    }
}

/// Makes a default beside other responses one of the errors only. It would be a success too, of a shape of its own.
fn default_to_errors(responses: &mut Map<String, Value>) {
    if responses.len() > 1
        && let Some(default) = responses.shift_remove("default")
    {
        for key in ["4XX", "5XX"] {
            if !responses.contains_key(key) {
                responses.insert(key.to_owned(), default.clone());
            }
        }
    }
}

/// The statuses that begin with one of the prefixes.
fn keys_of(responses: &Map<String, Value>, prefixes: &[&str]) -> Vec<String> {
    let keys = responses.keys();
    keys.filter(|key| prefixes.iter().any(|prefix| key.starts_with(prefix)))
        .cloned()
        .collect()
}

/// Keeps the successes with the most usable kind of body, and returns their statuses and the other successes.
fn split_successes(
    page: &Page,
    responses: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) -> (Vec<String>, Map<String, Value>) {
    let successes = keys_of(responses, &["2", "101"]);
    let best = successes.iter().map(|key| body_rank(responses, key)).max();
    let (kept, others): (Vec<String>, Vec<String>) = successes
        .into_iter()
        .partition(|key| Some(body_rank(responses, key)) == best);
    let first = kept.first().map(String::as_str).unwrap_or_default();
    let mut removed = Map::new();
    for key in others {
        if let Some(response) = responses.shift_remove(&key) {
            let message = format!(
                "the success {key} is of another kind than {first} at line {}: a client has one type for both",
                place(page, first).line
            );
            let help =
                "it is kept as x-other-responses, and a client meets it as an unexpected response";
            warnings.push(warn(page, place(page, &key), message, help));
            removed.insert(key, response);
        }
    }
    (kept, removed)
}

/// Orders successes by their bodies: JSON over other content over none.
fn body_rank(responses: &Map<String, Value>, key: &str) -> i32 {
    match responses.get(key) {
        Some(response) if json_schema(response).is_some() => 2,
        // Without JSON it is a connection, whatever else it shows.
        _ if key == "101" => -1,
        Some(response) if response.get("content").is_some() => 1,
        _ => 0,
    }
}

fn has_json(responses: &Map<String, Value>, key: &str) -> bool {
    responses.get(key).and_then(json_schema).is_some()
}

/// Removes the errors that are no JSON, if other errors are, and returns them.
fn markup_errors(
    page: &Page,
    responses: &mut Map<String, Value>,
    warnings: &mut Vec<Diagnostic>,
) -> Map<String, Value> {
    let mut removed = Map::new();
    let errors = keys_of(responses, &["4", "5"]);
    let Some(json) = errors.iter().find(|key| has_json(responses, key)) else {
        return removed;
    };
    for key in &errors {
        let content = responses
            .get(key)
            .and_then(|response| response.get("content"));
        let media = content
            .and_then(Value::as_object)
            .and_then(|content| content.keys().next());
        let Some(media) = media.filter(|_| !has_json(responses, key)) else {
            continue;
        };
        let message = format!(
            "the error {key} is {media}, and {json} at line {} is JSON: a client has one type for both",
            place(page, json).line
        );
        let help =
            "it is kept as x-other-responses, and a client meets it as an unexpected response";
        warnings.push(warn(page, place(page, key), message, help));
        if let Some(response) = responses.shift_remove(key) {
            removed.insert(key.clone(), response);
        }
    }
    removed
}

/// Describes errors without a body with the body of the first error that has one.
fn share_error_body(
    page: &Page,
    responses: &mut Map<String, Value>,
    errors: &[String],
    warnings: &mut Vec<Diagnostic>,
) {
    let shown = errors.iter().find_map(|key| {
        let content = responses.get(key)?.get("content")?;
        Some((key, content.clone()))
    });
    let Some((shown, content)) = shown else {
        return;
    };
    for key in errors {
        if let Some(Value::Object(response)) = responses.get_mut(key)
            && !response.contains_key("content")
        {
            response.insert("content".to_owned(), content.clone());
            let message = format!(
                "{key} shows no body where {shown} at line {} does; it is described with the same",
                place(page, shown).line
            );
            let help = "give the status a sample, or state its body in the overlay";
            warnings.push(warn(page, place(page, key), message, help));
        }
    }
}

/// Moves what is no JSON beside an answer's content: a client reads one kind of body.
fn texts_apart(
    page: &Page,
    responses: &mut Map<String, Value>,
    key: &str,
    warnings: &mut Vec<Diagnostic>,
) {
    let Some(Value::Object(response)) = responses.get_mut(key) else {
        return;
    };
    let Some(Value::Object(content)) = response.get_mut("content") else {
        return;
    };
    if !content.contains_key("application/json") {
        return;
    }
    let mut others = std::mem::take(content);
    if let Some(json) = others.shift_remove("application/json") {
        content.insert("application/json".to_owned(), json);
    }
    let Some(media) = others.keys().next() else {
        return;
    };
    let message = format!("{key} is {media} where a client reads JSON");
    let help = "it is kept as x-other-content; remove the sample, or give the status one of JSON";
    warnings.push(warn(page, place(page, key), message, help));
    response.insert("x-other-content".to_owned(), Value::Object(others));
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
    all: &mut Schemas,
    origin: &Arc<Origin>,
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
        all.shared(name, json!({ "oneOf": schemas }), origin)
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
