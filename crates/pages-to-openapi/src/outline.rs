//! A description in a few numbers, and in a line for each thing in it.

use serde_json::Value;

/// What pages gave, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recovered {
    /// Operations.
    pub operations: usize,
    /// Parameters of all operations.
    pub parameters: usize,
    /// Named schemas.
    pub schemas: usize,
    /// Properties of named schemas.
    pub properties: usize,
    /// Properties with a format.
    pub formats: usize,
    /// Properties with a pattern, their own or that of the schema that they refer to.
    pub patterns: usize,
}

impl Recovered {
    /// Counts what a description holds.
    pub fn of(document: &Value) -> Self {
        let mut counts = Self::default();
        for (_, operation) in operations(document) {
            counts.operations += 1;
            counts.parameters += at(operation, &["parameters"])
                .as_array()
                .map_or(0, Vec::len);
        }
        for (_, schema) in members(at(document, &["components", "schemas"])) {
            counts.schemas += 1;
            for (_, property) in members(at(schema, &["properties"])) {
                counts.properties += 1;
                counts.formats += usize::from(at(property, &["format"]).is_string());
                let target = at(property, &["allOf", "0", "$ref"])
                    .as_str()
                    .and_then(name);
                let target = target.map(|name| at(document, &["components", "schemas", name]));
                let referred = target.is_some_and(|schema| at(schema, &["pattern"]).is_string());
                counts.patterns += usize::from(referred || at(property, &["pattern"]).is_string());
            }
        }
        counts
    }
}

/// A line for each operation, parameter, answer, schema and property.
pub fn lines(document: &Value) -> Vec<String> {
    let info = at(document, &["info"]);
    let mut out = vec![format!(
        "{} {}",
        text(at(info, &["title"])),
        text(at(info, &["version"]))
    )];
    for server in items(at(document, &["servers"])) {
        out.push(format!("server {}", text(at(server, &["url"]))));
    }
    for (address, operation) in operations(document) {
        out.extend(operation_lines(&address, operation));
    }
    for (name, component) in members(at(document, &["components", "schemas"])) {
        out.extend(component_lines(name, component));
    }
    out
}

/// The line of an operation, and those of its parameters, bodies and responses.
fn operation_lines(address: &str, operation: &Value) -> Vec<String> {
    let mut out = vec![format!(
        "{address} {}{}",
        text(at(operation, &["operationId"])),
        deprecated(operation)
    )];
    out.extend(items(at(operation, &["parameters"])).map(parameter_line));
    for (media, content) in members(at(operation, &["requestBody", "content"])) {
        out.push(format!(
            "  body {media}: {}",
            schema(at(content, &["schema"]))
        ));
    }
    for (status, response) in members(at(operation, &["responses"])) {
        let content = members(at(response, &["content"]))
            .map(|(media, content)| format!(" {media}: {}", schema(at(content, &["schema"]))));
        out.push(format!("  {status}{}", content.collect::<String>()));
    }
    out
}

fn parameter_line(parameter: &Value) -> String {
    let is_required = at(parameter, &["required"]) == &Value::Bool(true);
    format!(
        "  {} {}{}: {}{}",
        text(at(parameter, &["in"])),
        text(at(parameter, &["name"])),
        required_mark(is_required),
        schema(at(parameter, &["schema"])),
        deprecated(parameter)
    )
}

/// The line of a component, and those of its properties.
fn component_lines(name: &str, component: &Value) -> Vec<String> {
    let properties = at(component, &["properties"]);
    if !properties.is_object() {
        return vec![format!("{name}: {}", schema(component))];
    }
    let required = at(component, &["required"]).as_array();
    let mut out = vec![format!("{name}:")];
    for (key, property) in members(properties) {
        let is_required = required.is_some_and(|names| names.iter().any(|n| n == key));
        let mark = required_mark(is_required);
        out.push(format!("  {key}{mark}: {}", schema(property)));
    }
    out
}

fn required_mark(is_required: bool) -> &'static str {
    if is_required { "!" } else { "" }
}

fn deprecated(said: &Value) -> &'static str {
    let is = at(said, &["deprecated"]) == &Value::Bool(true);
    if is { " deprecated" } else { "" }
}

/// A schema in one line.
fn schema(value: &Value) -> String {
    let mut words = Vec::new();
    for (key, entry) in members(value) {
        match key {
            "type" if at(value, &["allOf"]).is_array() => {}
            "type" | "format" => words.push(text(entry).to_owned()),
            "$ref" => words.push(name(text(entry)).unwrap_or_default().to_owned()),
            "allOf" | "anyOf" | "oneOf" => {
                let parts: Vec<String> =
                    entry.as_array().into_iter().flatten().map(schema).collect();
                words.push(parts.join(if key == "allOf" { " & " } else { " | " }));
            }
            // The other half of an open enum.
            "title" if value.get("not").is_some() => {}
            "not" => words.insert(0, "other".to_owned()),
            "items" => words.push(format!("of {}", schema(entry))),
            "nullable" => words.push("nullable".to_owned()),
            _ => words.push(format!("{key}={entry}")),
        }
    }
    if words.is_empty() {
        "any".to_owned()
    } else {
        words.join(" ")
    }
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    members(at(document, &["paths"])).flat_map(|(path, item)| {
        members(item)
            .filter(|(_, operation)| at(operation, &["responses"]).is_object())
            .map(move |(method, operation)| {
                (format!("{} {path}", method.to_uppercase()), operation)
            })
    })
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The value under keys and indices, or null.
fn at<'a>(value: &'a Value, keys: &[&str]) -> &'a Value {
    keys.iter().fold(value, |value, key| {
        let inner = match value {
            Value::Array(items) => key.parse().ok().and_then(|index: usize| items.get(index)),
            _ => value.get(key),
        };
        inner.unwrap_or(&Value::Null)
    })
}

fn name(reference: &str) -> Option<&str> {
    reference.rsplit('/').next()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
