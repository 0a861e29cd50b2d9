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
    said: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
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
    for key in responses.keys().cloned().collect::<Vec<_>>() {
        texts_apart(page, responses, &key, false, warnings);
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
        // Without JSON it is a connection, whatever else it shows.
        _ if key == "101" => -1,
        Some(response) if response.get("content").is_some() => 1,
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
    widen(
        page, responses, &successes, &answer, schemas, origin, warnings,
    );

    let errors = of(responses, &["4", "5"]);
    if errors
        .iter()
        .any(|key| responses.get(key).and_then(json_schema).is_some())
    {
        for key in &errors {
            texts_apart(page, responses, key, true, warnings);
        }
    }
    widen(
        page,
        responses,
        &errors,
        "AnyErrorResponse",
        schemas,
        origin,
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

/// Moves what is no JSON beside an answer's content: a client reads one kind of body.
fn texts_apart(
    page: &Page,
    responses: &mut Map<String, Value>,
    key: &str,
    alone: bool,
    warnings: &mut Vec<Diagnostic>,
) {
    let Some(Value::Object(response)) = responses.get_mut(key) else {
        return;
    };
    let Some(Value::Object(content)) = response.get_mut("content") else {
        return;
    };
    if !(alone || content.contains_key("application/json")) {
        return;
    }
    let mut others = std::mem::take(content);
    if let Some(json) = others.shift_remove("application/json") {
        content.insert("application/json".to_owned(), json);
    }
    if content.is_empty() {
        response.shift_remove("content");
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
