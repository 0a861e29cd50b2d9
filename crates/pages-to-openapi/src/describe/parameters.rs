//! Parameters out of the path, the query string, and the tables.

use super::collected::Collected;
use super::components::SchemaNames;
use super::fields::{Field, add_description, field, of_placeholder};
use super::findings::Findings;
use super::page_context::PageContext;
use crate::diagnostic::Located;
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
    let page = context.page;
    let mut rows = unique_rows(&page.parameters);
    let mut samples = query_samples(&page.url.query);
    let mut parameters = Vec::new();
    for name in &page.url.path_parameters {
        let row = rows.shift_remove(name.value.as_str());
        let schema = path_schema(context, name, row, names, collected, findings);
        parameters.push(path_parameter(context, name, row, schema));
    }
    for (name, row) in rows {
        let sample = samples.shift_remove(name);
        let sample = sample.map_or("", |(query, _)| query.value.as_str());
        let field = field(context, row, sample, collected, findings);
        parameters.push(row_parameter(context, row, field, "query", "the table"));
    }
    for (query, repeated) in samples.into_values() {
        parameters.push(sampled_parameter(context, query, repeated));
    }
    let mut headers = unique_rows(&page.headers);
    headers.retain(|name, _| !OWNED_BY_HTTP.contains(&name.to_lowercase().as_str()));
    for row in headers.into_values() {
        let field = field(context, row, "", collected, findings);
        let table = "the table of headers";
        parameters.push(row_parameter(context, row, field, "header", table));
    }
    parameters
}

/// The rows by name. A row that comes twice states its parameter once.
fn unique_rows(rows: &[Row]) -> IndexMap<&str, &Row> {
    let mut unique = IndexMap::new();
    for row in rows {
        unique.entry(row.key.value.as_str()).or_insert(row);
    }
    unique
}

/// The first sample of each name in the query string, and whether the name is repeated.
fn query_samples(query: &[QuerySample]) -> IndexMap<&str, (&QuerySample, bool)> {
    let mut samples: IndexMap<&str, (&QuerySample, bool)> = IndexMap::new();
    for query in query {
        samples
            .entry(query.name.value.as_str())
            .and_modify(|(_, repeated)| *repeated = true)
            .or_insert((query, false));
    }
    samples
}

/// The schema of a path parameter: the component of its SID, else its row's, else a string.
fn path_schema(
    context: PageContext<'_>,
    name: &Located<String>,
    row: Option<&Row>,
    names: &SchemaNames,
    collected: &mut Collected,
    findings: &mut Findings,
) -> Traced {
    if let Some(reference) = names.path_parameter(&context.operation.resource, &name.value) {
        let origin = context.inferred("the name in the address", name.place);
        return Traced::new(reference, &origin);
    }
    match row {
        Some(row) if row.datatype != Datatype::Unknown => {
            field(context, row, "", collected, findings).schema.into()
        }
        _ => {
            let origin = context.inferred("the address", name.place);
            Traced::new(json!({ "type": "string" }), &origin)
        }
    }
}

fn path_parameter(
    context: PageContext<'_>,
    name: &Located<String>,
    row: Option<&Row>,
    schema: Traced,
) -> Traced {
    let origin = context.stated("the address", name.place);
    let mut parameter = parameter(&origin, &name.value, "path", true);
    let description = row.and_then(|row| row.description.as_ref());
    add_description(&mut parameter, &name.value, description, context);
    parameter.with("schema", schema).into()
}

/// The parameter of a table's row.
fn row_parameter(
    context: PageContext<'_>,
    row: &Row,
    field: Field,
    place: &str,
    table: &'static str,
) -> Traced {
    let Field { schema, required } = field;
    let origin = context.stated(table, row.key.place);
    let name = &row.key.value;
    let mut parameter = parameter(&origin, name, place, required);
    add_description(&mut parameter, name, row.description.as_ref(), context);
    parameter.with("schema", schema).into()
}

/// The parameter of a name that only the address's query string shows.
fn sampled_parameter(context: PageContext<'_>, query: &QuerySample, repeated: bool) -> Traced {
    let origin = context.stated("the address", query.name.place);
    let kind = json!({ "type": of_placeholder(&query.value) });
    let schema = if repeated {
        json!({ "type": "array", "items": kind })
    } else {
        kind
    };
    let schema = Traced::new(schema, &context.inferred("the address", query.name.place));
    let parameter = parameter(&origin, &query.name.value, "query", false);
    parameter.with("schema", schema).into()
}

fn parameter(origin: &Arc<Origin>, name: &str, place: &str, required: bool) -> TracedObject {
    let mut parameter = TracedObject::of(origin);
    parameter.insert("name".to_owned(), json!(name));
    parameter.insert("in".to_owned(), json!(place));
    if required {
        parameter.insert("required".to_owned(), json!(true));
    }
    parameter
}
