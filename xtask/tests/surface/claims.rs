//! Which places of the surface a row of the comparison speaks of.

use crate::changes::Place;
use heck::{ToPascalCase, ToSnakeCase};
use openapi_rust_diff::Row;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a row speaks of.
#[derive(Debug, Default)]
pub struct Claims {
    /// Items as a whole, with their builders.
    items: BTreeSet<String>,
    /// Members by item and name.
    members: BTreeSet<(String, String)>,
    /// What is named by where it stands starts like this.
    inline: BTreeSet<String>,
}

/// The two descriptions that are compared.
#[derive(Clone, Copy)]
pub struct Documents<'a> {
    pub old: &'a Value,
    pub new: &'a Value,
}

impl Documents<'_> {
    fn both(&self) -> [&Value; 2] {
        [self.new, self.old]
    }

    fn has_component(&self, item: &str) -> bool {
        let components = |document: &Value| {
            let schemas = document
                .pointer("/components/schemas")
                .and_then(Value::as_object);
            schemas.is_some_and(|all| all.keys().any(|name| name.to_pascal_case() == item))
        };
        self.both().into_iter().any(components)
    }
}

impl Claims {
    /// What `row` speaks of.
    pub fn of(row: &Row, documents: Documents<'_>) -> Self {
        let pointer: Vec<String> = row
            .pointer
            .split('/')
            .skip(1)
            .map(|key| key.replace("~1", "/").replace("~0", "~"))
            .collect();
        let pointer: Vec<&str> = pointer.iter().map(String::as_str).collect();
        let mut claims = Self::default();
        match pointer.as_slice() {
            ["components", "schemas", name, within @ ..] => {
                for name in renamed(row, within.is_empty()).chain([(*name).to_owned()]) {
                    let is_whole = claims.schema(&name.to_pascal_case(), within, row);
                    // Who refers to what comes or goes has a row of its own.
                    let is_gone = ["schema added", "schema removed"].contains(&row.change.as_str());
                    if is_whole && !is_gone {
                        claims.referrers(&name, documents);
                    }
                }
            }
            // A row for each operation that has what the path has.
            ["paths", path, "parameters", ..] => {
                claims.operation(row, documents, path, "", &["parameters"]);
            }
            ["paths", path, method, within @ ..] => {
                claims.operation(row, documents, path, method, within);
            }
            _ => {}
        }
        // A type that is named by where it stands may be called by its title.
        if pointer.last() == Some(&"title") {
            let titles = documents
                .both()
                .map(|document| document.pointer(&row.pointer));
            let titles = titles.into_iter().flatten().filter_map(Value::as_str);
            claims
                .items
                .extend(titles.map(|title| title.to_pascal_case()));
        }
        claims
    }

    /// Whether a changed place is one that the row speaks of.
    pub fn cover(&self, place: &Place, documents: Documents<'_>) -> bool {
        let item = plain(&place.item);
        let member = |name: &String| {
            // A keyword is a name with an underscore.
            let name = name.trim_end_matches('_').to_owned();
            self.members.contains(&(item.to_owned(), name))
        };
        self.items.contains(item)
            || place.member.as_ref().is_some_and(member)
            || self.inline.iter().any(|start| {
                let is_longer = item.starts_with(start) && !documents.has_component(item);
                item == start || is_longer
            })
    }

    /// Whether the row speaks of anything of the place's item.
    pub fn speak_of(&self, place: &Place, documents: Documents<'_>) -> bool {
        let item = plain(&place.item);
        self.cover(place, documents) || self.members.iter().any(|(of, _)| of == item)
    }

    fn member(&mut self, item: &str, name: &str) {
        let name = name.to_snake_case();
        self.members.insert((item.to_owned(), name));
    }

    /// A part of a schema; whether it is all of it.
    fn schema(&mut self, item: &str, within: &[&str], row: &Row) -> bool {
        match within {
            ["properties", property, ..] => {
                let nested = format!("{item}{}", property.to_pascal_case());
                let rest = within.get(2..).unwrap_or_default();
                // The keyword itself is about the property, and a name after it about something within.
                let is_deeper = rest
                    .windows(2)
                    .any(|pair| ["properties", "required"].contains(&pair[0]));
                for name in renamed(row, rest.is_empty()).chain([(*property).to_owned()]) {
                    if !is_deeper {
                        self.member(item, &name);
                        self.inline
                            .insert(format!("{item}{}", name.to_pascal_case()));
                    }
                }
                if is_deeper {
                    self.schema(&nested, rest, row);
                }
                false
            }
            // The pointer ends at the list or at the number of the property's name.
            ["required", ..] => {
                let property = row.place.rsplit('.').next().unwrap_or_default().to_owned();
                self.schema(item, &["properties", &property], row)
            }
            _ => {
                self.items.insert(item.to_owned());
                self.inline.insert(item.to_owned());
                true
            }
        }
    }

    /// Whatever refers to a component: its type may be another one now.
    fn referrers(&mut self, component: &str, documents: Documents<'_>) {
        for document in documents.both() {
            let schemas = document
                .pointer("/components/schemas")
                .and_then(Value::as_object);
            for (name, schema) in schemas.into_iter().flatten() {
                let item = name.to_pascal_case();
                for (key, part) in schema.as_object().into_iter().flatten() {
                    if key != "properties" {
                        if refers(part, component) {
                            self.items.insert(item.clone());
                        }
                        continue;
                    }
                    for (property, part) in part.as_object().into_iter().flatten() {
                        if refers(part, component) {
                            self.member(&item, property);
                            self.inline
                                .insert(format!("{item}{}", property.to_pascal_case()));
                        }
                    }
                }
            }
            for (shared, operation) in operations(document) {
                let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
                    continue;
                };
                let builder = format!("builder::{}", id.to_pascal_case());
                let own = operation.get("parameters").and_then(Value::as_array);
                for parameter in shared.into_iter().chain(own).flatten() {
                    let parameter = resolve(document, parameter);
                    if refers(parameter, component) {
                        self.member(&builder, parameter["name"].as_str().unwrap());
                    }
                }
                if refers(&operation["requestBody"], component) {
                    self.member(&builder, "body");
                    self.member(&builder, "body_map");
                }
                if refers(&operation["responses"], component) {
                    self.member(&builder, "send");
                }
            }
        }
    }

    fn operation(
        &mut self,
        row: &Row,
        documents: Documents<'_>,
        path: &str,
        method: &str,
        within: &[&str],
    ) {
        let mut ids = BTreeSet::from([row.place.split(',').next().unwrap_or_default().to_owned()]);
        for document in documents.both() {
            let paths = document.get("paths").and_then(|paths| paths.get(path));
            let operation = paths.and_then(|path| path.get(method));
            let id = operation.and_then(|operation| operation.get("operationId")?.as_str());
            ids.extend(id.map(str::to_owned));
        }
        for id in ids {
            let (item, method_name) = (id.to_pascal_case(), id.to_snake_case());
            let builder = format!("builder::{item}");
            match within {
                ["parameters", ..] => {
                    for name in parameter(row).into_iter().chain(renamed(row, true)) {
                        self.member(&builder, &name);
                        let inline = format!("{item}{}", name.to_pascal_case());
                        self.inline.insert(inline);
                    }
                }
                ["requestBody", ..] => {
                    self.member(&builder, "body");
                    self.member(&builder, "body_map");
                    self.inline.insert(format!("{item}Body"));
                }
                ["responses", ..] => {
                    self.member(&builder, "send");
                    self.inline.insert(format!("{item}Response"));
                    self.inline.insert(format!("{item}Error"));
                }
                _ => {
                    self.items.insert(builder);
                    self.member("Client", &method_name);
                    self.inline.insert(item);
                }
            }
        }
    }
}

/// An item by what it stands for: a type's builder is a matter of the type.
fn plain(item: &str) -> &str {
    let modules = ["types::builder::", "sid::", "enums::"];
    let stripped = modules.iter().find_map(|module| item.strip_prefix(module));
    stripped.unwrap_or(item)
}

/// The names that a row of a renaming tells, where it is about the thing itself: `renamed `a` → `b``, or of a schema
/// `renamed to `b``, at `a`.
fn renamed(row: &Row, is_itself: bool) -> impl Iterator<Item = String> {
    let is_renaming = is_itself && row.change.starts_with("renamed");
    let names = row.change.split('`').skip(1).step_by(2);
    let names = names.chain([row.place.as_str()]).map(str::to_owned);
    names.filter(move |_| is_renaming)
}

/// The parameter that a row is about: `ListBook, query Page`, `ListBook, query Tags[]`.
fn parameter(row: &Row) -> Option<String> {
    let (_, part) = row.place.split_once(", ")?;
    let (_, name) = part.split_once(' ')?;
    name.split(['[', '{', '.']).next().map(str::to_owned)
}

fn refers(value: &Value, component: &str) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, value)| {
            let is_it = || value.as_str() == Some(&format!("#/components/schemas/{component}"));
            (key == "$ref" && is_it()) || refers(value, component)
        }),
        Value::Array(items) => items.iter().any(|item| refers(item, component)),
        _ => false,
    }
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
    pointer
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(value)
}

/// Every operation, with the parameters that its path has for all.
fn operations(document: &Value) -> impl Iterator<Item = (Option<&Vec<Value>>, &Value)> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(|(_, item)| {
        let shared = item.get("parameters").and_then(Value::as_array);
        let operations = item.as_object().into_iter().flatten();
        operations
            .filter(|(_, operation)| operation.get("responses").is_some())
            .map(move |(_, operation)| (shared, operation))
    })
}
