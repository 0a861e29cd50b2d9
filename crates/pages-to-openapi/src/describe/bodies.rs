//! What a request carries: form fields of a table, or a sample.

use super::collected::Collected;
use super::components::{Naming, SchemaNames};
use super::fields;
use super::findings::Findings;
use super::page_context::PageContext;
use super::shape::Shape;
use crate::diagnostic::Place;
use crate::page::{Node, Page, Sample};
use crate::provenance::{Traced, TracedObject};
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
    context: PageContext<'_>,
    collected: &mut Collected,
    findings: &mut Findings,
) -> Request {
    let page = context.page;
    let name = format!("{}Request", context.operation.id);
    let stated = content_type(page);
    if let Some(first) = page.body.fields.first() {
        let is_json = matches!(page.body.sample, Some(Sample::Json(_)));
        let usual = if is_json { JSON } else { FORM };
        let (schema, required) = form(context, &name, first.key.place, collected, findings);
        let reference = collected.schemas.add(&name, schema.into());
        let origin = context.stated("the table of the body", first.key.place);
        return Request {
            media: stated.unwrap_or_else(|| usual.to_owned()),
            required,
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
                sample: Some({
                    let mut shape = collected.observe(context.index, node, &naming);
                    for other in &page.body.others {
                        if let Sample::Json(node) = other {
                            shape.merge(collected.observe(context.index, node, &naming));
                        }
                    }
                    shape
                }),
                place: node.place,
            }
        }
        Some(Sample::Text(text)) => Request {
            media: stated.unwrap_or_else(|| text.value.name().to_owned()),
            required: false,
            form: Some(Traced::new(
                json!({ "type": "string" }),
                &context.inferred("the body", text.place),
            )),
            sample: None,
            place: text.place,
        },
        None => Request::default(),
    }
}

/// Returns the schema of the fields in a body's table, and whether one of them is required.
fn form(
    context: PageContext<'_>,
    name: &str,
    first: Place,
    collected: &mut Collected,
    findings: &mut Findings,
) -> (TracedObject, bool) {
    let body = &context.page.body;
    let origin = context.stated("the table of the body", first);
    let mut properties = TracedObject::of(&origin);
    let mut required = Vec::new();
    let mut flags = Vec::new();
    for row in &body.fields {
        let field = fields::field(context, row, "", collected, findings);
        let mut schema = field.schema;
        let (key, description) = (&row.key.value, row.description.as_ref());
        fields::add_description(&mut schema, key, description, context);
        properties.insert(key.clone(), schema);
        if field.required && !required.contains(&row.key.value) {
            required.push(row.key.value.clone());
            let origin = context.stated("the table of the body", row.key.place);
            flags.push(Traced::new(json!(row.key.value), &origin));
        }
    }
    if let Some(Sample::Json(node)) = &body.sample
        && let Node::Object(members) = &node.value
    {
        // The sample may show properties beyond the table.
        for (key, node) in members {
            if !properties.has(key) {
                let naming = Naming::of(name, key);
                let shape = collected.observe(context.index, node, &naming);
                properties.insert(key.clone(), SchemaNames::default().schema(&shape));
            }
        }
    }
    let mut schema = TracedObject::of(&origin);
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), properties);
    let is_required = !required.is_empty();
    if is_required {
        schema.insert("required".to_owned(), Traced::array(&origin, flags));
    }
    (schema, is_required)
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
    pub(super) fn emit(
        &self,
        context: PageContext<'_>,
        names: &SchemaNames,
    ) -> Option<TracedObject> {
        let schema = match (&self.form, &self.sample) {
            (Some(form), _) => names.renamed(form.clone()),
            (None, Some(shape)) => names.schema(shape),
            (None, None) => return None,
        };
        let origin = context.stated("the body", self.place);
        let mut said = TracedObject::of(&origin);
        if self.required {
            said.insert("required".to_owned(), json!(true));
        }
        let content = TracedObject::of(&origin).with("schema", schema);
        let media = TracedObject::of(&origin).with(self.media.as_str(), content);
        said.insert("content".to_owned(), media);
        Some(said)
    }
}
