//! Parameters out of the path, the query string, and the tables.

use super::collected::Collected;
use super::components::SchemaNames;
use super::fields::{Field, add_description, field, of_sample};
use super::findings::Findings;
use super::page_context::PageContext;
use crate::page::url::QuerySample;
use crate::page::{Datatype, Row};
use crate::provenance::{Origin, Traced, TracedObject};
use indexmap::IndexMap;
use serde_json::json;
use std::sync::Arc;

/// Headers that OpenAPI has other places for.
const OWNED_BY_HTTP: [&str; 3] = ["accept", "content-type", "authorization"];

/// An operation's parameters: path, query, headers, each in the page's order.
pub(super) fn all(
    context: PageContext<'_>,
    names: &SchemaNames,
    collected: &mut Collected,
    findings: &mut Findings,
) -> Vec<Traced> {
    let PageContext {
        page, operation, ..
    } = context;
    let mut said = Vec::new();
    let mut rows: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.parameters {
        // A row that comes twice states its parameter once.
        rows.entry(row.key.value.as_str()).or_insert(row);
    }
    for name in &page.url.path_parameters {
        let row = rows.shift_remove(name.value.as_str());
        let origin = context.stated("the address", name.place);
        let schema = match names.path_parameter(&operation.resource, &name.value) {
            Some(reference) => {
                let origin = context.inferred("the name in the address", name.place);
                Traced::new(reference, &origin)
            }
            None => match row {
                Some(row) if row.datatype != Datatype::Unknown => {
                    let field = field(context, row, "", collected, findings);
                    field.schema.into()
                }
                _ => {
                    let origin = context.inferred("the address", name.place);
                    Traced::new(json!({ "type": "string" }), &origin)
                }
            },
        };
        let mut parameter = parameter(&origin, &name.value, "path", true);
        let description = row.and_then(|row| row.description.as_ref());
        add_description(&mut parameter, &name.value, description, context);
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
        let Field { schema, required } = field(context, row, sample, collected, findings);
        let origin = context.stated("the table", row.key.place);
        let mut parameter = parameter(&origin, name, "query", required);
        add_description(&mut parameter, name, row.description.as_ref(), context);
        said.push(parameter.with("schema", schema).into());
    }
    for (name, (query, repeated)) in samples {
        let origin = context.stated("the address", query.name.place);
        let kind = json!({ "type": of_sample(&query.value) });
        let schema = if repeated {
            json!({ "type": "array", "items": kind })
        } else {
            kind
        };
        let schema = Traced::new(schema, &context.inferred("the address", query.name.place));
        let parameter = parameter(&origin, name, "query", false);
        said.push(parameter.with("schema", schema).into());
    }
    let mut headers: IndexMap<&str, &Row> = IndexMap::new();
    for row in &page.headers {
        headers.entry(row.key.value.as_str()).or_insert(row);
    }
    headers.retain(|name, _| !OWNED_BY_HTTP.contains(&name.to_lowercase().as_str()));
    for (name, row) in headers {
        let Field { schema, required } = field(context, row, "", collected, findings);
        let origin = context.stated("the table of headers", row.key.place);
        let mut parameter = parameter(&origin, name, "header", required);
        add_description(&mut parameter, name, row.description.as_ref(), context);
        said.push(parameter.with("schema", schema).into());
    }
    said
}

fn parameter(origin: &Arc<Origin>, name: &str, place: &str, required: bool) -> TracedObject {
    let mut said = TracedObject::of(origin);
    said.insert("name".to_owned(), json!(name));
    said.insert("in".to_owned(), json!(place));
    if required {
        said.insert("required".to_owned(), json!(true));
    }
    said
}
