//! What a request carries: form fields of a table, or a sample.

use super::components::{Components, Naming};
use super::names::Operation;
use super::shape::Shape;
use super::{Found, parameters};
use crate::diagnostic::Place;
use crate::lower;
use crate::page::{Node, Page, Sample};
use crate::provenance::{Said, Traced};
use serde_json::json;

/// A request's body, if any, with its media type.
#[derive(Default)]
pub(super) struct Request {
    media: String,
    required: bool,
    form: Option<Traced>,
    sample: Option<Shape>,
    /// Where the body begins.
    place: Place,
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
    if let Some(first) = page.body.fields.first() {
        let origin = components.stated("the table of the body", first.key.place);
        let mut properties = Said::of(&origin);
        let mut required = Vec::new();
        let mut flags = Vec::new();
        for row in &page.body.fields {
            let field = parameters::schema(page, operation, row, "", components, found);
            let mut schema = field.schema;
            let (key, description) = (&row.key.value, row.description.as_ref());
            parameters::described(&mut schema, key, description, components);
            let mut schema = Traced::from(schema);
            schema.fit(|schema| lower::bounded(schema, components));
            properties.insert(key.clone(), schema);
            if field.required && !required.contains(&row.key.value) {
                required.push(row.key.value.clone());
                let origin = components.stated("the table of the body", row.key.place);
                flags.push(Traced::new(json!(row.key.value), &origin));
            }
        }
        let sample = match &page.body.sample {
            Some(Sample::Json(node)) => Some(&node.value),
            _ => None,
        };
        if let Some(Node::Object(members)) = sample {
            // What the sample shows beyond the table.
            for (key, node) in members {
                if !properties.has(key) {
                    let shape = components.observe(index, node, &Naming::of(&name, key));
                    properties.insert(key.clone(), components.schema(&shape));
                }
            }
        }
        let usual = if sample.is_some() { JSON } else { FORM };
        let mut schema = Said::of(&origin);
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), properties);
        if !required.is_empty() {
            schema.insert("required".to_owned(), Traced::array(&origin, flags));
        }
        let reference = components.add(&name, schema.into());
        return Request {
            media: stated.unwrap_or_else(|| usual.to_owned()),
            required: !required.is_empty(),
            form: Some(Traced::new(reference, &origin)),
            sample: None,
            place: first.key.place,
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
                place: node.place,
            }
        }
        Some(Sample::Text(text)) => Request {
            media: stated.unwrap_or_else(|| text.value.name().to_owned()),
            required: false,
            form: Some(Traced::new(
                json!({ "type": "string" }),
                &components.inferred("the body", text.place),
            )),
            sample: None,
            place: text.place,
        },
        None => Request::default(),
    }
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
    pub(super) fn say(&self, components: &Components<'_>) -> Option<Said> {
        let schema = match (&self.form, &self.sample) {
            (Some(form), _) => components.settled(form.clone()),
            (None, Some(shape)) => components.schema(shape),
            (None, None) => return None,
        };
        let origin = components.stated("the body", self.place);
        let mut said = Said::of(&origin);
        if self.required {
            said.insert("required".to_owned(), json!(true));
        }
        let content = Said::of(&origin).with("schema", schema);
        let media = Said::of(&origin).with(self.media.as_str(), content);
        said.insert("content".to_owned(), media);
        Some(said)
    }
}
