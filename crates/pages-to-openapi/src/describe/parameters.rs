//! Parameters out of the path, the query string, and the tables.

use super::Found;
use super::components::Components;
use super::names::Operation;
use super::prose::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::page::url::QuerySample;
use crate::page::{Datatype, Page, Prose, Row};
use crate::provenance::{Origin, Said, Traced};
use indexmap::IndexMap;
use serde_json::{Value, json};
use std::sync::Arc;

/// Headers that OpenAPI has other places for.
const OWNED_BY_HTTP: [&str; 3] = ["accept", "content-type", "authorization"];

/// An operation's parameters: path, query, headers, each in the page's order.
pub(super) fn all(
    page: &Page,
    operation: &Operation,
    components: &mut Components<'_>,
    found: &mut Found,
) -> Vec<Traced> {
    let mut said = Vec::new();
    let mut rows: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.parameters {
        // A row that comes twice states its parameter once.
        rows.entry(row.key.value.as_str()).or_insert(row);
    }
    for name in &page.url.path_parameters {
        let row = rows.shift_remove(name.value.as_str());
        let origin = components.stated("the address", name.place);
        let schema = match components.path_parameter(&operation.resource, &name.value) {
            Some(reference) => {
                let origin = components.inferred("the name in the address", name.place);
                Traced::new(reference, &origin)
            }
            None => match row {
                Some(row) if row.datatype != Datatype::Unknown => {
                    let field = schema(page, operation, row, "", components, found);
                    field.schema.into()
                }
                _ => {
                    let origin = components.inferred("the address", name.place);
                    Traced::new(json!({ "type": "string" }), &origin)
                }
            },
        };
        let mut parameter = parameter(&origin, &name.value, "path", true);
        let description = row.and_then(|row| row.description.as_ref());
        described(&mut parameter, &name.value, description, components);
        said.push(parameter.with("schema", schema).into());
    }
    let mut samples: IndexMap<&str, (&QuerySample, bool)> = IndexMap::new();
    for query in &page.url.query {
        samples
            .entry(query.name.value.as_str())
            .and_modify(|(_, repeated)| *repeated = true)
            .or_insert((query, false));
    }
    for (name, row) in rows {
        let sample = samples.shift_remove(name);
        let sample = sample.map_or("", |(query, _)| query.value.as_str());
        let Field { schema, required } = schema(page, operation, row, sample, components, found);
        let origin = components.stated("the table", row.key.place);
        let mut parameter = parameter(&origin, name, "query", required);
        described(&mut parameter, name, row.description.as_ref(), components);
        said.push(parameter.with("schema", schema).into());
    }
    for (name, (query, repeated)) in samples {
        let origin = components.stated("the address", query.name.place);
        let kind = json!({ "type": of_sample(&query.value) });
        let schema = if repeated {
            json!({ "type": "array", "items": kind })
        } else {
            kind
        };
        let schema = Traced::new(
            schema,
            &components.inferred("the address", query.name.place),
        );
        let parameter = parameter(&origin, name, "query", false);
        said.push(parameter.with("schema", schema).into());
    }
    let mut headers: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.headers {
        headers.entry(row.key.value.as_str()).or_insert(row);
    }
    headers.retain(|name, _| !OWNED_BY_HTTP.contains(&name.to_lowercase().as_str()));
    for (name, row) in headers {
        let Field { schema, required } = schema(page, operation, row, "", components, found);
        let origin = components.stated("the table of headers", row.key.place);
        let mut parameter = parameter(&origin, name, "header", required);
        described(&mut parameter, name, row.description.as_ref(), components);
        said.push(parameter.with("schema", schema).into());
    }
    said
}

fn parameter(origin: &Arc<Origin>, name: &str, place: &str, required: bool) -> Said {
    let mut said = Said::of(origin);
    said.insert("name".to_owned(), json!(name));
    said.insert("in".to_owned(), json!(place));
    if required {
        said.insert("required".to_owned(), json!(true));
    }
    said
}

/// Adds what the sentences about something say of the whole of it.
pub(super) fn described(
    said: &mut Said,
    name: &str,
    description: Option<&Prose>,
    components: &Components<'_>,
) {
    if let Some(description) = description {
        let origin = components.stated("the description", description.place(0));
        said.insert_of(&origin, "description", json!(description.text));
        if prose::deprecated(name, &description.text) {
            said.insert_of(&origin, "deprecated", json!(true));
        }
    }
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
    pub(super) schema: Said,
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
    let mut said = Said::of(&components.inferred("the table's datatype", row.key.place));
    let sentences = row.description.as_ref().map_or_else(
        || components.stated("the table", row.key.place),
        |description| components.stated("the description", description.place(0)),
    );
    said.insert("type".to_owned(), json!(kind));
    let mut listed = || {
        (facts.allowed.len() > 1)
            .then(|| components.open_enum(&operation.resource, name, &facts.allowed, &sentences))
    };
    match kind {
        "array" => match listed() {
            Some(items) => said.insert_of(&sentences, "items", items),
            None => said.insert("items".to_owned(), json!({ "type": "string" })),
        },
        "integer" | "number" => {
            for (key, fact) in [("minimum", &facts.minimum), ("maximum", &facts.maximum)] {
                let Some(fact) = fact else { continue };
                if let Some(value) = number(&fact.value) {
                    said.insert_of(&components.stated("a sentence", fact.place), key, value);
                }
            }
        }
        "string" => {
            for (key, fact) in [
                ("minLength", facts.min_length),
                ("maxLength", facts.max_length),
            ] {
                if let Some(value) = fact {
                    said.insert_of(&sentences, key, json!(value));
                }
            }
            if let Some(reference) = listed() {
                said.insert_of(&sentences, "allOf", json!([reference]));
            }
        }
        _ => {}
    }
    let required = row.required || facts.required;
    match default(page, name, kind, &facts) {
        Ok(Some(default)) => {
            let place = facts
                .default
                .as_ref()
                .map_or(row.key.place, |fact| fact.place);
            said.insert_of(&components.stated("a sentence", place), "default", default);
        }
        Ok(None) => {}
        Err(fault) => found.faults.push(fault),
    }
    Field {
        schema: said,
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
