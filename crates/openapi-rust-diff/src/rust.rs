//! The Rust that a schema becomes: what progenitor and typify make of it, and what the client's build
//! puts in the place of some components.
//!
//! Types are told as text, to be compared and shown. What is named by where it stands, such as an
//! object within a property, is told by what it is.

pub(super) mod answer;
mod integer;
mod replaced;

use super::walk::{reference, resolve, schema_name};
use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;

/// Schemas nested deeper than this are no type that anybody would read.
const DEEPEST: usize = 24;

/// A method, field or module for a name of the API.
pub(super) fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// A type for a name of the API.
pub(super) fn pascal(name: &str) -> String {
    name.to_pascal_case()
}

/// The type of a schema where it is used.
pub(super) fn type_of(document: &Value, schema: &Value) -> String {
    Reader { document }.type_of(schema, 0)
}

/// The type of an object's field.
pub(super) fn field(document: &Value, schema: &Value, required: bool) -> String {
    let of = type_of(document, schema);
    // A list of different things is left out by `None`, any other by an empty one.
    let is_set = schema.get("uniqueItems") == Some(&Value::Bool(true));
    let has_default = ["Option<", "BTreeMap<", "Map<"]
        .iter()
        .any(|start| of.starts_with(start))
        || (of.starts_with("Vec<") && !is_set)
        || schema.get("default").is_some_and(|value| !value.is_null());
    if required || has_default {
        of
    } else {
        format!("Option<{of}>")
    }
}

/// What a parameter's setter takes: one that may be null is one that may be left out.
pub(super) fn parameter(document: &Value, schema: &Value) -> String {
    let of = type_of(document, schema);
    let inner = of
        .strip_prefix("Option<")
        .and_then(|of| of.strip_suffix('>'));
    inner.map_or(of.clone(), str::to_owned)
}

/// What a component is, as far as a signature shows it.
pub(super) fn definition(document: &Value, name: &str, schema: &Value) -> String {
    if let Some(of) = replaced::of(name, schema) {
        return of;
    }
    let reader = Reader { document };
    let mut schema = schema.clone();
    if let Some(members) = schema.as_object_mut() {
        // A component is named by its key.
        members.shift_remove("title");
    }
    let schema = &schema;
    match reader.type_of(schema, 0) {
        of if of.starts_with(OWN) => of,
        of => format!("struct {}({of})", pascal(name)),
    }
}

/// Whether a component becomes an item of the client, or a type that is there anyway.
pub(super) fn is_item(name: &str, schema: &Value) -> bool {
    replaced::of(name, schema).is_none_or(|of| of.starts_with("sid::"))
}

/// How a type that has no name of its own starts.
pub(super) const OWN: &str = "{";

struct Reader<'a> {
    document: &'a Value,
}

impl Reader<'_> {
    fn type_of(&self, schema: &Value, depth: usize) -> String {
        if depth > DEEPEST {
            return "…".to_owned();
        }
        if let Some(reference) = reference(schema) {
            return self.referred(reference, schema);
        }
        let of = self.not_null(schema, depth);
        let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
        if is_nullable && !of.starts_with("Option<") && of != "Value" {
            format!("Option<{of}>")
        } else {
            of
        }
    }

    fn referred(&self, reference: &str, schema: &Value) -> String {
        let target = resolve(self.document, schema);
        match schema_name(reference) {
            Some(name) => {
                replaced::of(name, target).unwrap_or_else(|| format!("types::{}", pascal(name)))
            }
            // Another reference is taken as it stands: it may go round.
            None => reference.to_owned(),
        }
    }

    fn not_null(&self, schema: &Value, depth: usize) -> String {
        for key in ["allOf", "anyOf", "oneOf"] {
            let Some(parts) = schema.get(key).and_then(Value::as_array) else {
                continue;
            };
            return match parts.as_slice() {
                [part] if key == "allOf" => match self.merged(schema, part) {
                    Some(merged) => self.type_of(&merged, depth + 1),
                    None => self.type_of(part, depth + 1),
                },
                [part] => self.type_of(part, depth + 1),
                parts => {
                    let parts = parts.iter().map(|part| self.type_of(part, depth + 1));
                    let parts: Vec<String> = parts.collect();
                    own(schema, &format!("{key} {}", parts.join(", ")))
                }
            };
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let enumerated = match schema.get("type").and_then(Value::as_str) {
                Some("boolean") => return "bool".to_owned(),
                Some("integer" | "number") => own(schema, "numbers"),
                // Values that do not fit are no variants.
                _ if is_checked(schema) => own(schema, "enum of checked texts"),
                _ => own(schema, "enum"),
            };
            return if values.iter().any(Value::is_null) {
                format!("Option<{enumerated}>")
            } else {
                enumerated
            };
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => text(schema),
            Some("integer") => integer::of(schema).to_owned(),
            Some("number") => number(schema).to_owned(),
            Some("boolean") => "bool".to_owned(),
            Some("array") => self.list(schema, depth),
            Some("object") => self.object(schema, depth),
            None => self.implied(schema, depth),
            _ => "Value".to_owned(),
        }
    }

    /// What a part of `allOf` is together with the keywords beside it, where these say more than it does: what the
    /// generator then makes is no longer the part's type.
    fn merged(&self, schema: &Value, part: &Value) -> Option<Value> {
        const APART: [&str; 10] = [
            "allOf",
            "type",
            "nullable",
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "example",
        ];
        let target = resolve(self.document, part).as_object()?;
        let beside = schema.as_object()?.iter().filter(|(key, value)| {
            !APART.contains(&key.as_str())
                && !key.starts_with("x-")
                && target.get(*key) != Some(*value)
        });
        let mut merged = target.clone();
        merged.extend(beside.map(|(key, value)| (key.clone(), value.clone())));
        (merged != *target).then_some(Value::Object(merged))
    }

    /// A schema that names no type, and has keywords of one.
    fn implied(&self, schema: &Value, depth: usize) -> String {
        let has_any = |keys: &[&str]| keys.iter().any(|key| schema.get(*key).is_some());
        if has_any(&["properties", "additionalProperties"]) {
            self.object(schema, depth)
        } else if has_any(&["items"]) {
            self.list(schema, depth)
        } else if is_checked(schema) {
            text(schema)
        } else {
            "Value".to_owned()
        }
    }

    fn list(&self, schema: &Value, depth: usize) -> String {
        let items = schema.get("items");
        let of = items.map_or("Value".to_owned(), |items| self.type_of(items, depth + 1));
        let bound = |key: &str| {
            schema
                .get(key)
                .and_then(Value::as_u64)
                .filter(|count| *count > 0)
        };
        match (bound("minItems"), bound("maxItems")) {
            (Some(min), Some(max))
                if min == max && schema.get("uniqueItems") != Some(&true.into()) =>
            {
                format!("[{of}; {max}]")
            }
            _ => format!("Vec<{of}>"),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> String {
        let properties = schema.get("properties").and_then(Value::as_object);
        let has_fields = properties.is_some_and(|all| !all.is_empty());
        match schema.get("additionalProperties") {
            Some(values) if has_fields && values.is_object() => {
                let extra = self.type_of(values, depth + 1);
                own(
                    schema,
                    &format!("struct with extra: BTreeMap<String, {extra}>"),
                )
            }
            Some(Value::Bool(false)) => own(schema, "struct"),
            _ if has_fields => own(schema, "struct"),
            Some(values) if values.as_object().is_some_and(|all| !all.is_empty()) => {
                format!("BTreeMap<String, {}>", self.type_of(values, depth + 1))
            }
            _ => "Map<String, Value>".to_owned(),
        }
    }
}

/// A type that is named by its title, or by where it stands.
fn own(schema: &Value, what: &str) -> String {
    match schema.get("title").and_then(Value::as_str) {
        Some(title) => format!("{OWN}{what} {}}}", pascal(title)),
        None => format!("{OWN}{what}}}"),
    }
}

fn is_checked(schema: &Value) -> bool {
    ["pattern", "minLength", "maxLength"]
        .iter()
        .any(|key| schema.get(*key).is_some())
}

fn text(schema: &Value) -> String {
    let of = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "uuid::Uuid",
        Some("date") => "NaiveDate",
        Some("date-time") => "DateTime<Utc>",
        Some("ip") => "IpAddr",
        Some("ipv4") => "Ipv4Addr",
        Some("ipv6") => "Ipv6Addr",
        _ if is_checked(schema) => {
            return own(schema, "checked text");
        }
        _ => "String",
    };
    of.to_owned()
}

fn number(schema: &Value) -> &'static str {
    match schema.get("format").and_then(Value::as_str) {
        Some("float") => "f32",
        _ => "f64",
    }
}
