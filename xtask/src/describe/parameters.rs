//! Parameters out of the path, the query string, and the tables.

use super::components::Components;
use super::names::{Operation, pascal};
use super::prose::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::page::{Datatype, Page, Row};
use serde_json::{Map, Value, json};

/// Headers that OpenAPI has other places for.
const OWNED_BY_HTTP: [&str; 3] = ["accept", "content-type", "authorization"];

/// An operation's parameters: path, query, headers, each in the page's order.
pub(super) fn all(
    page: &Page,
    operation: &Operation,
    components: &mut Components<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Value> {
    let mut said = Vec::new();
    let mut rows: Vec<&Row> = Vec::new();
    for row in &page.parameters {
        // A row that comes twice states its parameter once.
        if !rows.iter().any(|other| other.key.value == row.key.value) {
            rows.push(row);
        }
    }
    for name in &page.url.path_parameters {
        let row = rows.iter().find(|row| row.key.value == name.value);
        let schema = match components.path_parameter(&operation.resource, &name.value) {
            Some(reference) => reference,
            None => match row {
                Some(row) if row.datatype != Datatype::Unknown => {
                    schema(page, operation, row, "", components, faults)
                }
                _ => json!({ "type": "string" }),
            },
        };
        said.push(parameter(
            &name.value,
            "path",
            true,
            row.unwrap_or(&&EMPTY),
            schema,
        ));
    }
    let is_path = |name: &str| page.url.path_parameters.iter().any(|p| p.value == name);
    let samples = |name: &str| {
        let mut found = page
            .url
            .query
            .iter()
            .filter(|query| query.name.value == name);
        (
            found.next().map_or("", |query| query.value.as_str()),
            found.next().is_some(),
        )
    };
    for row in rows.iter().filter(|row| !is_path(&row.key.value)) {
        let (sample, _) = samples(&row.key.value);
        let schema = schema(page, operation, row, sample, components, faults);
        said.push(parameter(
            &row.key.value,
            "query",
            row.required,
            row,
            schema,
        ));
    }
    let mut listed: Vec<&str> = rows.iter().map(|row| row.key.value.as_str()).collect();
    for query in &page.url.query {
        let name = query.name.value.as_str();
        if listed.contains(&name) {
            continue;
        }
        listed.push(name);
        let (sample, repeated) = samples(name);
        let kind = json!({ "type": of_sample(sample) });
        let schema = if repeated {
            json!({ "type": "array", "items": kind })
        } else {
            kind
        };
        said.push(parameter(name, "query", false, &EMPTY, schema));
    }
    for row in &page.headers {
        let name = row.key.value.as_str();
        let known = said
            .iter()
            .any(|other| is(other, "in", "header") && is(other, "name", name));
        if !known && !OWNED_BY_HTTP.contains(&name.to_lowercase().as_str()) {
            let schema = schema(page, operation, row, "", components, faults);
            said.push(parameter(name, "header", row.required, row, schema));
        }
    }
    said
}

fn is(said: &Value, key: &str, value: &str) -> bool {
    said.get(key).is_some_and(|said| said == value)
}

static EMPTY: Row = Row {
    key: crate::diagnostic::Located {
        value: String::new(),
        place: crate::diagnostic::Place { line: 0, column: 0 },
    },
    datatype: Datatype::String,
    required: false,
    description: None,
};

fn parameter(name: &str, place: &str, required: bool, row: &Row, schema: Value) -> Value {
    let mut said = Map::new();
    said.insert("name".to_owned(), json!(name));
    said.insert("in".to_owned(), json!(place));
    if required {
        said.insert("required".to_owned(), json!(true));
    }
    if let Some(description) = &row.description {
        said.insert("description".to_owned(), json!(description.text));
        if prose::deprecated(&description.text) {
            said.insert("deprecated".to_owned(), json!(true));
        }
    }
    said.insert("schema".to_owned(), schema);
    Value::Object(said)
}

/// The type that a sample value of the query string shows.
fn of_sample(sample: &str) -> &'static str {
    match sample.trim_matches(['<', '>']) {
        "integer" | "long" => "integer",
        "number" | "float" | "double" => "number",
        "boolean" | "true" | "false" => "boolean",
        word if is_integer(word) => "integer",
        word if word.parse::<f64>().is_ok_and(f64::is_finite) => "number",
        _ => "string",
    }
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

/// The schema of a row, out of its datatype, its sentences and its sample.
pub(super) fn schema(
    page: &Page,
    operation: &Operation,
    row: &Row,
    sample: &str,
    components: &mut Components<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Value {
    let facts = match &row.description {
        Some(prose) => prose::read(page, &row.key.value, prose).unwrap_or_else(|fault| {
            faults.push(fault);
            Facts::default()
        }),
        None => Facts::default(),
    };
    let kind = kind(row.datatype, sample, &facts);
    let mut said = Map::new();
    said.insert("type".to_owned(), json!(kind));
    match kind {
        "array" => {
            said.insert("items".to_owned(), json!({ "type": "string" }));
        }
        "integer" | "number" => {
            for (key, fact) in [("minimum", &facts.minimum), ("maximum", &facts.maximum)] {
                if let Some(value) = fact.as_ref().and_then(|fact| number(&fact.value)) {
                    said.insert(key.to_owned(), value);
                }
            }
        }
        "string" => {
            for (key, fact) in [
                ("minLength", facts.min_length),
                ("maxLength", facts.max_length),
            ] {
                if let Some(value) = fact {
                    said.insert(key.to_owned(), json!(value));
                }
            }
            if !facts.allowed.is_empty() {
                let name = format!("{}{}", operation.resource, pascal(&row.key.value));
                let reference = components.open_enum(&name, &facts.allowed);
                said.insert("allOf".to_owned(), json!([reference]));
            }
        }
        _ => {}
    }
    if let Some(default) = facts.default.and_then(|fact| default(kind, &fact.value)) {
        said.insert("default".to_owned(), default);
    }
    Value::Object(said)
}

/// A page's `number` is an integer where every number about it is one.
fn kind(datatype: Datatype, sample: &str, facts: &Facts) -> &'static str {
    match datatype {
        Datatype::Integer => "integer",
        Datatype::Boolean => "boolean",
        Datatype::Array => "array",
        Datatype::Object => "object",
        Datatype::Number => {
            let facts = [&facts.default, &facts.minimum, &facts.maximum];
            let mut numbers: Vec<&str> = facts
                .into_iter()
                .flatten()
                .map(|fact| fact.value.as_str())
                .collect();
            if of_sample(sample) == "number" || is_integer(sample) {
                numbers.push(sample);
            }
            let whole = !numbers.is_empty() && numbers.iter().all(|number| is_integer(number));
            if whole || of_sample(sample) == "integer" && numbers.is_empty() {
                "integer"
            } else {
                "number"
            }
        }
        Datatype::String => "string",
        // On the wire of a request everything is text.
        Datatype::Unknown => of_sample(sample),
    }
}

fn number(text: &str) -> Option<Value> {
    match text.parse::<i64>() {
        Ok(whole) => Some(json!(whole)),
        Err(_) => text
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .map(|n| json!(n)),
    }
}

/// The default as a value of its type; a word that is none of it is no default.
fn default(kind: &str, text: &str) -> Option<Value> {
    match kind {
        "integer" => text.parse::<i64>().ok().map(|value| json!(value)),
        "number" => number(text),
        "boolean" => text.parse::<bool>().ok().map(|value| json!(value)),
        "string" => Some(json!(text)),
        _ => None,
    }
}
