//! The type of a schema.

use super::client::Client;
use super::integer::integer;
use super::names::pascal;
use super::rust_type::{RustType, Shape};
use super::text_check::TextCheck;
use crate::walk::{is_annotation, reference, resolve, schema_name};
use serde_json::Value;

/// The limit for nested schemas. A reader could not use a longer type.
const MAX_DEPTH: usize = 24;

/// Keywords beside `allOf` that do not constrain its only part.
const NOT_CONSTRAINING: [&str; 10] = [
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

impl Client<'_> {
    /// Returns the type of a schema in the place that uses it.
    pub(crate) fn type_of(&self, schema: &Value) -> RustType {
        self.nested_type(schema, 0)
    }

    fn nested_type(&self, schema: &Value, depth: usize) -> RustType {
        if depth > MAX_DEPTH {
            return RustType::TooDeep;
        }
        if let Some(reference) = reference(schema) {
            return self.referenced_type(reference, schema);
        }
        let rust_type = self.type_without_null(schema, depth);
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            rust_type.nullable()
        } else {
            rust_type
        }
    }

    fn referenced_type(&self, reference: &str, schema: &Value) -> RustType {
        let Some(name) = schema_name(reference) else {
            return RustType::Reference(reference.to_owned());
        };
        match self.own_type(name, resolve(self.document, schema)) {
            Some(own) => RustType::Own(own),
            None => RustType::Component(pascal(name)),
        }
    }

    fn type_without_null(&self, schema: &Value, depth: usize) -> RustType {
        for keyword in ["allOf", "anyOf", "oneOf"] {
            if let Some(parts) = schema.get(keyword).and_then(Value::as_array) {
                let parts: Vec<&Value> = match keyword {
                    "allOf" => parts.iter().filter(|part| !is_annotation(part)).collect(),
                    _ => parts.iter().collect(),
                };
                return self.combined(schema, keyword, &parts, depth);
            }
        }
        let kind = schema.get("type").and_then(Value::as_str);
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return enumeration(schema, kind, values);
        }
        match kind {
            Some("string") => text(schema),
            Some("integer") => RustType::Plain(integer(schema)),
            Some("number") => RustType::Plain(number(schema)),
            Some("boolean") => RustType::Plain("bool"),
            Some("array") => self.list(schema, depth),
            Some("object") => self.object(schema, depth),
            Some(_) => RustType::Json,
            None => self.implied(schema, depth),
        }
    }

    /// Returns the type of `allOf`, `anyOf` or `oneOf`.
    fn combined(
        &self,
        schema: &Value,
        keyword: &'static str,
        parts: &[&Value],
        depth: usize,
    ) -> RustType {
        match parts {
            [part] if keyword == "allOf" => match self.merged(schema, part) {
                Some(merged) => self.nested_type(&merged, depth + 1),
                None => self.nested_type(part, depth + 1),
            },
            [part] => self.nested_type(part, depth + 1),
            parts => {
                let parts = parts.iter().map(|part| self.nested_type(part, depth + 1));
                let parts = parts.collect();
                inline(schema, Shape::Combined { keyword, parts })
            }
        }
    }

    /// Returns the only part of `allOf` merged with the keywords beside it, if these add a constraint: typify then generates
    /// a new type instead of using the part's.
    fn merged(&self, schema: &Value, part: &Value) -> Option<Value> {
        let target = resolve(self.document, part).as_object()?;
        let beside = schema.as_object()?.iter().filter(|(key, value)| {
            !NOT_CONSTRAINING.contains(&key.as_str())
                && !key.starts_with("x-")
                && target.get(*key) != Some(*value)
        });
        let mut merged = target.clone();
        merged.extend(beside.map(|(key, value)| (key.clone(), value.clone())));
        (merged != *target).then_some(Value::Object(merged))
    }

    /// Returns the type of a schema without `type`, which follows from its other keywords.
    fn implied(&self, schema: &Value, depth: usize) -> RustType {
        let has_any = |keys: &[&str]| keys.iter().any(|key| schema.get(*key).is_some());
        if has_any(&["properties", "additionalProperties"]) {
            self.object(schema, depth)
        } else if has_any(&["items"]) {
            self.list(schema, depth)
        } else if TextCheck::is_in(schema) {
            text(schema)
        } else {
            RustType::Json
        }
    }

    fn list(&self, schema: &Value, depth: usize) -> RustType {
        let items = schema.get("items");
        let item = items.map_or(RustType::Json, |items| self.nested_type(items, depth + 1));
        let item = Box::new(item);
        let bound = |key: &str| {
            let count = schema.get(key).and_then(Value::as_u64);
            count.filter(|count| *count > 0)
        };
        match (bound("minItems"), bound("maxItems")) {
            (Some(min), Some(length))
                if min == length && schema.get("uniqueItems") != Some(&Value::Bool(true)) =>
            {
                RustType::Array { item, length }
            }
            _ => RustType::Vec(item),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> RustType {
        let properties = schema.get("properties").and_then(Value::as_object);
        let has_fields = properties.is_some_and(|all| !all.is_empty());
        let value_type = |values: &Value| Box::new(self.nested_type(values, depth + 1));
        match schema.get("additionalProperties") {
            Some(values) if has_fields && values.is_object() => {
                inline(schema, Shape::StructWithExtra(value_type(values)))
            }
            Some(Value::Bool(false)) => inline(schema, Shape::Struct),
            _ if has_fields => inline(schema, Shape::Struct),
            Some(values) if values.as_object().is_some_and(|all| !all.is_empty()) => {
                RustType::Map(value_type(values))
            }
            _ => RustType::JsonObject,
        }
    }
}

fn inline(schema: &Value, shape: Shape) -> RustType {
    let title = schema.get("title").and_then(Value::as_str);
    RustType::Inline {
        shape,
        title: title.map(pascal),
    }
}

fn enumeration(schema: &Value, kind: Option<&str>, values: &[Value]) -> RustType {
    let shape = match kind {
        Some("boolean") => return RustType::Plain("bool"),
        Some("integer" | "number") => Shape::Numbers,
        _ => Shape::Enum {
            variants: TextCheck::of(schema).allowed(values),
        },
    };
    let enumeration = inline(schema, shape);
    if values.iter().any(Value::is_null) {
        enumeration.optional()
    } else {
        enumeration
    }
}

fn text(schema: &Value) -> RustType {
    let name = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "uuid::Uuid",
        Some("date") => "NaiveDate",
        Some("date-time") => "DateTime<Utc>",
        Some("ip") => "IpAddr",
        Some("ipv4") => "Ipv4Addr",
        Some("ipv6") => "Ipv6Addr",
        _ if TextCheck::is_in(schema) => return inline(schema, Shape::CheckedText),
        _ => "String",
    };
    RustType::Plain(name)
}

fn number(schema: &Value) -> &'static str {
    match schema.get("format").and_then(Value::as_str) {
        Some("float") => "f32",
        _ => "f64",
    }
}
