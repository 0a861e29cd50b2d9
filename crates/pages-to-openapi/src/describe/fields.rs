//! The schemas of the rows of tables: parameters, headers, and fields of forms.

use super::collected::Collected;
use super::findings::Findings;
use super::page_context::PageContext;
use super::prose::{self, Facts};
use crate::diagnostic::Diagnostic;
use crate::page::{Datatype, Page, Prose, Row};
use crate::provenance::TracedObject;
use serde_json::{Value, json};

/// Adds the description, and whether it says that the thing is deprecated.
pub(super) fn add_description(
    said: &mut TracedObject,
    name: &str,
    description: Option<&Prose>,
    context: PageContext<'_>,
) {
    if let Some(description) = description {
        let origin = context.stated("the description", description.place(0));
        said.insert_of(&origin, "description", json!(description.text));
        if prose::deprecated(name, &description.text) {
            said.insert_of(&origin, "deprecated", json!(true));
        }
    }
}

/// The type that a sample value of the query string shows.
pub(super) fn of_sample(sample: &str) -> &'static str {
    match sample.trim_matches(['<', '>']) {
        "integer" | "long" => "integer",
        "number" | "float" | "double" => "number",
        "boolean" | "true" | "false" => "boolean",
        word if is_integer(word) => "integer",
        word if word.parse::<f64>().is_ok_and(f64::is_finite) => "number",
        _ => "string",
    }
}

/// Returns the type that a placeholder states; any other sample is a text, because a postal code would lose digits as a number.
pub(super) fn of_placeholder(sample: &str) -> &'static str {
    let is_placeholder = sample.starts_with('<') && sample.ends_with('>');
    if is_placeholder {
        of_sample(sample)
    } else {
        "string"
    }
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

/// What a row says of its value.
pub(super) struct Field {
    pub(super) schema: TracedObject,
    pub(super) required: bool,
}

/// Returns the schema of a row, from its datatype, its sentences and its sample.
pub(super) fn field(
    context: PageContext<'_>,
    row: &Row,
    sample: &str,
    collected: &mut Collected,
    findings: &mut Findings,
) -> Field {
    let name = row.key.value.as_str();
    let facts = facts(context.page, row, findings);
    let kind = kind(row.datatype, sample, &facts);
    let mut schema = TracedObject::of(&context.inferred("the table's datatype", row.key.place));
    schema.insert("type".to_owned(), json!(kind));
    add_values(&mut schema, kind, context, row, &facts, collected);
    match default(context.page, name, kind, &facts) {
        Ok(Some(default)) => {
            let fact = facts.default.as_ref();
            let place = fact.map_or(row.key.place, |fact| fact.place);
            schema.insert_of(&context.stated("a sentence", place), "default", default);
        }
        Ok(None) => {}
        Err(fault) => findings.contradiction(context.page, fault),
    }
    Field {
        schema,
        required: row.required || facts.required,
    }
}

/// Reads the facts that the sentences of a row state.
fn facts(page: &Page, row: &Row, findings: &mut Findings) -> Facts {
    let Some(prose) = &row.description else {
        return Facts::default();
    };
    prose::read(page, &row.key.value, prose, &mut findings.warnings).unwrap_or_else(|fault| {
        findings.contradiction(page, fault);
        Facts::default()
    })
}

/// Adds the bounds, the items and the listed values to the schema of a row.
fn add_values(
    schema: &mut TracedObject,
    kind: &str,
    context: PageContext<'_>,
    row: &Row,
    facts: &Facts,
    collected: &mut Collected,
) {
    let sentences = row.description.as_ref().map_or_else(
        || context.stated("the table", row.key.place),
        |description| context.stated("the description", description.place(0)),
    );
    let mut listed = || {
        (facts.allowed.len() > 1).then(|| {
            let (enums, schemas) = (&mut collected.enums, &mut collected.schemas);
            let resource = &context.operation.resource;
            let name = row.key.value.as_str();
            enums.reference(schemas, resource, name, &facts.allowed, &sentences)
        })
    };
    match kind {
        "array" => match listed() {
            Some(items) => schema.insert_of(&sentences, "items", items),
            None => schema.insert("items".to_owned(), json!({ "type": "string" })),
        },
        "integer" | "number" => {
            for (key, fact) in [("minimum", &facts.minimum), ("maximum", &facts.maximum)] {
                let Some(fact) = fact else { continue };
                if let Some(value) = number(&fact.value) {
                    schema.insert_of(&context.stated("a sentence", fact.place), key, value);
                }
            }
        }
        "string" => {
            let lengths = [
                ("minLength", facts.min_length),
                ("maxLength", facts.max_length),
            ];
            for (key, length) in lengths {
                if let Some(length) = length {
                    schema.insert_of(&sentences, key, json!(length));
                }
            }
            if let Some(reference) = listed() {
                schema.insert_of(&sentences, "allOf", json!([reference]));
            }
        }
        _ => {}
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
        Datatype::Unknown => of_placeholder(sample),
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
