//! What a request carries: form fields of a table, or a sample.

use super::components::{Components, Naming};
use super::names::Operation;
use super::shape::Shape;
use super::{Found, parameters, prose};
use crate::page::{Node, Page, Row, Sample};
use serde_json::{Map, Value, json};

/// A request's body, if any, with its media type.
#[derive(Default)]
pub(super) struct Request {
    media: String,
    required: bool,
    form: Option<Value>,
    sample: Option<Shape>,
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Reads a page's body.
pub(super) fn request(
    index: usize,
    page: &Page,
    operation: &Operation,
    components: &mut Components<'_>,
    found: &mut Found,
) -> Request {
    let name = format!("{}Request", operation.id);
    let stated = content_type(page);
    if !page.body.fields.is_empty() {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for row in &page.body.fields {
            let field = parameters::schema(page, operation, row, "", components, found);
            properties.insert(row.key.value.clone(), described(field.schema, row));
            if field.required && !required.contains(&row.key.value) {
                required.push(row.key.value.clone());
            }
        }
        let sample = match &page.body.sample {
            Some(Sample::Json(node)) => Some(&node.value),
            _ => None,
        };
        if let Some(Node::Object(members)) = sample {
            // What the sample shows beyond the table.
            for (key, node) in members {
                if !properties.contains_key(key) {
                    let shape = components.observe(index, node, &Naming::of(&name, key));
                    properties.insert(key.clone(), components.schema(&shape));
                }
            }
        }
        let usual = if sample.is_some() { JSON } else { FORM };
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        return Request {
            media: stated.unwrap_or_else(|| usual.to_owned()),
            required: !required.is_empty(),
            form: Some(components.add(&name, Value::Object(schema))),
            sample: None,
        };
    }
    match &page.body.sample {
        Some(Sample::Json(node)) => {
            let naming = Naming {
                item: format!("{name}Item"),
                object: name,
            };
            Request {
                media: stated.unwrap_or_else(|| JSON.to_owned()),
                required: false,
                form: None,
                sample: Some(components.observe(index, node, &naming)),
            }
        }
        Some(Sample::Text(text)) => Request {
            media: stated.unwrap_or_else(|| text.value.name().to_owned()),
            required: false,
            form: Some(json!({ "type": "string" })),
            sample: None,
        },
        None => Request::default(),
    }
}

/// A field's schema with what its sentences say of the field.
fn described(mut schema: Value, row: &Row) -> Value {
    if let (Value::Object(said), Some(description)) = (&mut schema, &row.description) {
        said.insert("description".to_owned(), json!(description.text));
        if prose::deprecated(&row.key.value, &description.text) {
            said.insert("deprecated".to_owned(), json!(true));
        }
    }
    schema
}

/// The media type that the page's `Content-Type` row names.
fn content_type(page: &Page) -> Option<String> {
    let row = page
        .headers
        .iter()
        .find(|row| row.key.value.eq_ignore_ascii_case("content-type"))?;
    let text = &row.description.as_ref()?.text;
    text.split(|c: char| c.is_whitespace() || "`\",;()".contains(c))
        .find(|word| {
            ["application/", "multipart/", "text/"]
                .iter()
                .any(|kind| word.starts_with(kind) && word.len() > kind.len())
        })
        .map(|word| word.trim_end_matches('.').to_lowercase())
}

impl Request {
    /// The `requestBody` of the operation.
    pub(super) fn say(&self, components: &Components<'_>) -> Option<Value> {
        let schema = match (&self.form, &self.sample) {
            (Some(form), _) => form.clone(),
            (None, Some(shape)) => components.schema(shape),
            (None, None) => return None,
        };
        let mut said = Map::new();
        if self.required {
            said.insert("required".to_owned(), json!(true));
        }
        said.insert(
            "content".to_owned(),
            json!({ self.media.as_str(): { "schema": schema } }),
        );
        Some(Value::Object(said))
    }
}
