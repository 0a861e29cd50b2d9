//! Several requests of one method and path are one operation.

use super::super::model::{Body, Datatype, Page, Row};
use super::super::sample::Sample;
use indexmap::IndexMap;

/// Merges the requests that have one method and path, whatever the names of the path parameters.
pub(super) fn merged(pages: Vec<Page>) -> Vec<Page> {
    let mut operations: IndexMap<(String, String), Vec<Page>> = IndexMap::new();
    for page in pages {
        let key = (page.method.value.clone(), page.url.template());
        operations.entry(key).or_default().push(page);
    }
    operations.into_values().filter_map(one).collect()
}

/// Merges the requests of one operation.
fn one(requests: Vec<Page>) -> Option<Page> {
    let names: Vec<_> = requests.iter().map(shown).collect();
    let mut requests = requests.into_iter();
    let mut first = requests.next()?;
    if names.len() > 1 {
        let message = format!(
            "{} {} is {} requests: {}; they are described as one operation",
            first.method.value,
            first.url.path,
            names.len(),
            names.join(", ")
        );
        let help = "give requests of different operations paths of their own";
        let warning = first.fault(first.method.place, message, help).warning();
        first.warnings.push(warning);
    }
    for request in requests {
        add(&mut first, request);
    }
    Some(first)
}

fn shown(page: &Page) -> String {
    let line = page.method.place.line;
    match &page.title {
        Some(title) => format!("`{}` at line {line}", title.value),
        None => format!("line {line}"),
    }
}

fn add(first: &mut Page, mut other: Page) {
    let renamed = other
        .url
        .path_parameters
        .iter()
        .zip(&first.url.path_parameters);
    for (from, to) in renamed {
        for row in &mut other.parameters {
            if row.key.value == from.value {
                row.key.value.clone_from(&to.value);
            }
        }
    }
    first.description = first.description.take().or(other.description);
    add_rows(&mut first.parameters, other.parameters);
    add_rows(&mut first.headers, other.headers);
    for query in other.url.query {
        if first
            .url
            .query
            .iter()
            .all(|known| known.name.value != query.name.value)
        {
            first.url.query.push(query);
        }
    }
    if let Some(left_out) = add_body(&mut first.body, other.body) {
        let help = "describe one of the two bodies as an operation of its own";
        let warning = first.fault(other.method.place, left_out, help).warning();
        first.warnings.push(warning);
    }
    first.answers.extend(other.answers);
    first.warnings.extend(other.warnings);
}

/// Adds rows. What one request leaves out is not required.
fn add_rows(rows: &mut Vec<Row>, others: Vec<Row>) {
    for row in rows.iter_mut() {
        row.required &= others.iter().any(|other| other.key.value == row.key.value);
    }
    for mut other in others {
        match rows.iter_mut().find(|row| row.key.value == other.key.value) {
            Some(row) => {
                row.required &= other.required;
                row.description = row.description.take().or(other.description);
                if row.datatype == Datatype::Unknown {
                    row.datatype = other.datatype;
                }
            }
            None => {
                other.required = false;
                rows.push(other);
            }
        }
    }
}

/// Adds a body. Returns a message if it is of another kind than the first, which is kept.
fn add_body(first: &mut Body, other: Body) -> Option<&'static str> {
    let is_empty = |body: &Body| body.fields.is_empty() && body.sample.is_none();
    if is_empty(&other) {
        return None;
    }
    if is_empty(first) {
        *first = other;
        return None;
    }
    match (&first.sample, other.sample) {
        (None, None) => add_rows(&mut first.fields, other.fields),
        (Some(Sample::Json(_)), Some(sample @ Sample::Json(_))) => first.others.push(sample),
        (Some(Sample::Text(_)), Some(Sample::Text(_))) => {}
        _ => {
            return Some(
                "the body is of another media type than that of the first request: it is left out",
            );
        }
    }
    None
}
