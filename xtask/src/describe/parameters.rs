//! Parameters out of the path, the query string, and the tables.

use super::Found;
use super::components::Components;
use super::names::{Operation, pascal};
use super::prose::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::page::{Datatype, Page, Row};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// Headers that OpenAPI has other places for.
const OWNED_BY_HTTP: [&str; 3] = ["accept", "content-type", "authorization"];

/// An operation's parameters: path, query, headers, each in the page's order.
pub(super) fn all(
    page: &Page,
    operation: &Operation,
    components: &mut Components<'_>,
    found: &mut Found,
) -> Vec<Value> {
    let mut said = Vec::new();
    let mut rows: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.parameters {
        // A row that comes twice states its parameter once.
        rows.entry(row.key.value.as_str()).or_insert(row);
    }
    for name in &page.url.path_parameters {
        let row = rows.shift_remove(name.value.as_str());
        let schema = match components.path_parameter(&operation.resource, &name.value) {
            Some(reference) => reference,
            None => match row {
                Some(row) if row.datatype != Datatype::Unknown => {
                    schema(page, operation, row, "", components, found).schema
                }
                _ => json!({ "type": "string" }),
            },
        };
        said.push(parameter(&name.value, "path", true, row, schema));
    }
    let mut samples: IndexMap<&str, (&str, bool)> = IndexMap::new();
    for query in &page.url.query {
        samples
            .entry(query.name.value.as_str())
            .and_modify(|(_, repeated)| *repeated = true)
            .or_insert((query.value.as_str(), false));
    }
    for (name, row) in rows {
        let (sample, _) = samples.shift_remove(name).unwrap_or_default();
        let Field { schema, required } = schema(page, operation, row, sample, components, found);
        said.push(parameter(name, "query", required, Some(row), schema));
    }
    for (name, (sample, repeated)) in samples {
        let kind = json!({ "type": of_sample(sample) });
        let schema = if repeated {
            json!({ "type": "array", "items": kind })
        } else {
            kind
        };
        said.push(parameter(name, "query", false, None, schema));
    }
    let mut headers: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.headers {
        headers.entry(row.key.value.as_str()).or_insert(row);
    }
    headers.retain(|name, _| !OWNED_BY_HTTP.contains(&name.to_lowercase().as_str()));
    for (name, row) in headers {
        let Field { schema, required } = schema(page, operation, row, "", components, found);
        said.push(parameter(name, "header", required, Some(row), schema));
    }
    said
}

fn parameter(name: &str, place: &str, required: bool, row: Option<&Row>, schema: Value) -> Value {
    let mut said = Map::new();
    said.insert("name".to_owned(), json!(name));
    said.insert("in".to_owned(), json!(place));
    if required {
        said.insert("required".to_owned(), json!(true));
    }
    if let Some(description) = row.and_then(|row| row.description.as_ref()) {
        said.insert("description".to_owned(), json!(description.text));
        if prose::deprecated(name, &description.text) {
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

/// What a row says of its value.
pub(super) struct Field {
    pub(super) schema: Value,
    pub(super) required: bool,
}

/// The schema of a row, out of its datatype, its sentences and its sample.
pub(super) fn schema(
    page: &Page,
    operation: &Operation,
    row: &Row,
    sample: &str,
    components: &mut Components<'_>,
    found: &mut Found,
) -> Field {
    let name = row.key.value.as_str();
    let facts = match &row.description {
        Some(prose) => {
            prose::read(page, name, prose, &mut found.warnings).unwrap_or_else(|fault| {
                found.faults.push(fault);
                Facts::default()
            })
        }
        None => Facts::default(),
    };
    let kind = kind(row.datatype, sample, &facts);
    let mut said = Map::new();
    said.insert("type".to_owned(), json!(kind));
    let mut listed = || {
        (facts.allowed.len() > 1).then(|| {
            let name = format!("{}{}", operation.resource, pascal(name));
            components.open_enum(&name, &facts.allowed)
        })
    };
    match kind {
        "array" => {
            let items = listed().unwrap_or_else(|| json!({ "type": "string" }));
            said.insert("items".to_owned(), items);
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
            if let Some(reference) = listed() {
                said.insert("allOf".to_owned(), json!([reference]));
            }
        }
        _ => {}
    }
    let required = row.required || facts.required;
    match default(page, name, kind, &facts) {
        Ok(Some(default)) => {
            said.insert("default".to_owned(), default);
        }
        Ok(None) => {}
        Err(fault) => found.faults.push(fault),
    }
    Field {
        schema: Value::Object(said),
        required,
    }
}

/// A page's `number` is an integer where every number about it is one.
fn kind(datatype: Datatype, sample: &str, facts: &Facts) -> &'static str {
    match datatype {
        Datatype::Integer => "integer",
        Datatype::Boolean => "boolean",
        Datatype::Array => "array",
        Datatype::Object => "object",
        Datatype::Unknown if is_number(facts) => kind(Datatype::Number, sample, facts),
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

/// Whether sentences tell of a number where the table does not.
fn is_number(facts: &Facts) -> bool {
    let default = facts.default.as_ref();
    let other = default.is_some_and(|fact| fact.value.parse::<f64>().is_err());
    let numeric = default.is_some() || facts.minimum.is_some() || facts.maximum.is_some();
    numeric && !other && facts.allowed.is_empty()
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

/// The default as a value of its type.
///
/// # Errors
/// A default that is no value of the type, or too long or too short for it.
fn default(
    page: &Page,
    name: &str,
    kind: &str,
    facts: &Facts,
) -> Result<Option<Value>, Diagnostic> {
    let Some(fact) = &facts.default else {
        return Ok(None);
    };
    let text = fact.value.as_str();
    let value = match kind {
        // A flag's default in another notation.
        "boolean" if ["0", "1"].contains(&text) => return Ok(None),
        "integer" => text.parse::<i64>().ok().map(|value| json!(value)),
        "number" => number(text),
        "boolean" => text
            .to_lowercase()
            .parse::<bool>()
            .ok()
            .map(|value| json!(value)),
        "string" => Some(json!(text)),
        _ => return Ok(None),
    };
    let fault =
        |message: String| page.fault(fact.place, message, "correct the sentence, or the datatype");
    if value.is_none() && !facts.bare {
        let article = if kind == "integer" { "an" } else { "a" };
        return Err(fault(format!(
            "the default {text} of {name} is not {article} {kind}"
        ))
        .expected("not of the datatype"));
    }
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    let bad = facts.max_length.is_some_and(|most| length > most)
        || facts.min_length.is_some_and(|least| length < least);
    if kind == "string" && bad {
        return Err(fault(format!(
            "the default of {name} has {length} characters, which it may not have"
        ))
        .expected("outside its own bounds"));
    }
    Ok(value)
}
