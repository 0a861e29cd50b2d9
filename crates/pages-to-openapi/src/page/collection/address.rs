//! The address of a request: a string, or an object with the string or its parts.

use super::super::json::Json;
use super::super::model::Row;
use super::super::url::Url;
use super::super::url::{self, QuerySample};
use super::fields;
use super::text::Text;
use crate::diagnostic::{Located, Place};
use std::collections::HashMap;

/// Values of the collection's variables.
pub(super) type Variables = HashMap<String, String>;

/// A variable's value may hold variables; one that holds itself ends here.
const DEEPEST: usize = 10;

/// What a request's address says.
#[derive(Debug, Default)]
pub(super) struct Address {
    pub(super) url: Url,
    pub(super) parameters: Vec<Row>,
    /// Where the address is a variable alone, after which the path is named.
    pub(super) only_variable: Option<Place>,
}

/// What is wrong with an address: message, cure.
pub(super) type Fault = Located<(String, String)>;

/// Reads an address. Nothing where there is none.
pub(super) fn read(
    json: &Located<Json<'_>>,
    variables: &Variables,
) -> Result<Option<Address>, Fault> {
    let raw = match &json.value {
        Json::Object(_) => Text::member(&json.value, "raw").or_else(|| parts(json)),
        _ => Text::of(json).map(|text| text.trimmed()),
    };
    let Some(raw) = raw.filter(|raw| !raw.text.is_empty()) else {
        return Ok(None);
    };
    let address = resolved(&raw, variables);
    let start = Place { line: 1, column: 1 };
    let mut url = url::parse(&address.text, start)
        .map_err(|fault| Located::new(fault.value, address.place(fault.place)))?;
    for name in &mut url.path_parameters {
        name.place = address.place(name.place);
    }
    for query in &mut url.query {
        query.name.place = address.place(query.name.place);
    }
    let listed = fields::read(json.value.get("query"));
    let (variables, query): (Vec<_>, Vec<_>) = listed
        .into_iter()
        .partition(|field| url::is_variable(&field.key.text));
    for name in &mut url.query_variables {
        name.place = address.place(name.place);
    }
    if !variables.is_empty() {
        url.query_variables = variables
            .into_iter()
            .map(|field| field.key.located())
            .collect();
    }
    if !query.is_empty() {
        // The list has those too that are switched off, and says more of each.
        url.query = query
            .iter()
            .map(|field| QuerySample {
                name: field.key.clone().located(),
                value: field.value.text.clone(),
            })
            .collect();
    }
    let mut parameters = path_rows(json.value.get("variable"), &url);
    parameters.extend(fields::rows(&query));
    let only_variable = only_variable(&address.text).filter(|_| url.path == "/");
    if let Some(name) = only_variable {
        url.path = format!("/{name}");
    }
    Ok(Some(Address {
        url,
        parameters,
        only_variable: only_variable.map(|_| address.start()),
    }))
}

/// Returns the variable that an address consists of, unless its name says that it is a host.
fn only_variable(address: &str) -> Option<&str> {
    const HOSTS: [&str; 10] = [
        "api", "base", "domain", "host", "hostname", "root", "server", "uri", "url", "baseurl",
    ];
    let name = address
        .strip_prefix("{{")?
        .trim_end_matches('/')
        .strip_suffix("}}")?
        .trim();
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let is_host = words.all(|word| HOSTS.contains(&word.to_lowercase().as_str()));
    (is_name && !is_host && !name.is_empty()).then_some(name)
}

/// What the list of path variables says of those that the path has.
fn path_rows(list: Option<&Located<Json<'_>>>, url: &Url) -> Vec<Row> {
    let mut rows = fields::rows(&fields::read(list));
    rows.retain(|row| {
        let mut names = url.path_parameters.iter();
        names.any(|name| name.value == row.key.value)
    });
    for row in &mut rows {
        // A value alone decides nothing here: the next one may be a word.
        if row.datatype == super::super::model::Datatype::Number {
            row.datatype = super::super::model::Datatype::Unknown;
        }
    }
    rows
}

/// The address put together from its parts.
fn parts(json: &Located<Json<'_>>) -> Option<Text> {
    let url = &json.value;
    let host = joined(url.get("host"), ".");
    let path = joined(url.get("path"), "/");
    if host.is_none() && path.is_none() {
        return None;
    }
    let mut out = Text::default();
    if let Some(host) = host {
        if let Some(protocol) = Text::member(url, "protocol") {
            out.append(&protocol);
            out.insert("://", protocol.start());
        }
        out.append(&host);
        if let Some(port) = Text::member(url, "port") {
            out.insert(":", port.start());
            out.append(&port);
        }
    }
    if let Some(path) = path {
        if !path.text.starts_with('/') {
            out.insert("/", path.start());
        }
        out.append(&path);
    }
    Some(out)
}

/// A string, or an array of strings and of objects with a `value`.
fn joined(part: Option<&Located<Json<'_>>>, between: &str) -> Option<Text> {
    let part = part?;
    let Json::Array(items) = &part.value else {
        return Text::of(part).filter(|text| !text.text.is_empty());
    };
    let mut out = Text::default();
    for (index, item) in items.iter().enumerate() {
        let text = match &item.value {
            Json::Object(_) => item.value.get("value").and_then(Text::of),
            _ => Text::of(item),
        };
        if index > 0 {
            out.insert(between, item.place);
        }
        out.append(&text.unwrap_or_default());
    }
    (!out.text.is_empty()).then_some(out)
}

/// The address with the variables of its host in their places. Those of its path are parameters.
fn resolved(address: &Text, variables: &Variables) -> Text {
    let mut address = address.clone();
    for _ in 0..DEEPEST {
        let head = head(&address.text);
        let found = address.text.get(..head).and_then(|head| {
            head.match_indices("{{").find_map(|(start, _)| {
                let inner = head.get(start + 2..)?;
                let end = inner.find("}}")?;
                let value = variables.get(inner.get(..end)?.trim())?;
                Some((start, start + end + 4, value))
            })
        });
        let Some((start, end, value)) = found else {
            break;
        };
        let mut next = address.slice(0, start);
        let place = address.slice(start, end).start();
        let rest = address.slice(end, address.text.len());
        next.insert(joined_value(value, &rest.text), place);
        next.append(&rest);
        address = next;
    }
    address
}

/// Returns the value of a variable as far as it stands before the rest of an address: one slash parts the two.
fn joined_value<'a>(value: &'a str, rest: &str) -> &'a str {
    let is_scheme = value.ends_with("://");
    if is_scheme || !rest.is_empty() && !rest.starts_with('/') {
        return value;
    }
    value.trim_end_matches('/')
}

/// Where the host ends.
fn head(address: &str) -> usize {
    let start = address.find("://").map_or(0, |scheme| scheme + 3);
    let rest = address.get(start..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    start + end
}
