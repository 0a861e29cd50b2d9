//! A shape as a schema.

use super::{Components, reference};
use crate::describe::names::singular;
use crate::describe::shape::{Shape, Text, Width};
use crate::provenance::{Origin, Said, Traced};
use serde_json::json;

impl Components<'_> {
    /// The schema of a value that no property's name is known for.
    pub(in crate::describe) fn schema(&self, shape: &Shape) -> Traced {
        self.schema_of("", "", shape)
    }

    pub(super) fn schema_of(&self, component: &str, property: &str, shape: &Shape) -> Traced {
        let mut schema = Said::of_members(&shape.origin(), shape.of_values());
        // Of nothing but null, and of kinds that have nothing in common, no type can be said.
        if let [(kind, _)] = shape.kinds().as_slice() {
            match *kind {
                "integer" => {
                    let width = shape.integer.map(|(_, width)| width);
                    // Beyond 64 bits only a number can hold it.
                    let beyond = width == Some(Width::Beyond);
                    let kind = if beyond { "number" } else { "integer" };
                    schema.insert("type".to_owned(), json!(kind));
                    if width == Some(Width::Wide) {
                        schema.insert("format".to_owned(), json!("int64"));
                    }
                }
                "string" => self.text(component, property, shape, &mut schema),
                "array" => {
                    let array = shape.array.as_ref();
                    let is_empty = array.is_none_or(|(_, item)| item.is_unseen());
                    let item =
                        array.map(|(_, item)| self.schema_of(component, &singular(property), item));
                    schema.insert("type".to_owned(), json!("array"));
                    match item {
                        Some(item) if !is_empty => schema.insert("items".to_owned(), item),
                        // Nothing shows what it holds.
                        _ => schema.insert("items".to_owned(), json!({})),
                    }
                }
                "object" => {
                    let name = shape.object.as_ref().and_then(|(_, name)| name.as_ref());
                    match name {
                        Some(name) if shape.null => {
                            schema.insert("allOf".to_owned(), json!([self.reference(name)]));
                        }
                        Some(name) => return Traced::new(self.reference(name), &shape.origin()),
                        None => {
                            schema.insert("type".to_owned(), json!("object"));
                        }
                    }
                }
                kind => {
                    schema.insert("type".to_owned(), json!(kind));
                }
            }
        }
        if shape.null {
            let nulls = Origin::stated("null in the samples", shape.nulls.clone());
            schema.insert_of(&nulls, "nullable", json!(true));
        }
        schema.into()
    }

    fn text(&self, component: &str, property: &str, shape: &Shape, out: &mut Said) {
        let text = shape.text.as_ref().map(|(_, text)| text);
        let is_sid = text.is_some_and(|text| text.sid.is_some());
        if is_sid && let Some(name) = self.sids.of_property(component, property) {
            // Beside a bare reference no keyword counts, and an overlay has some to add.
            out.insert("allOf".to_owned(), json!([reference(name)]));
            return;
        }
        out.insert("type".to_owned(), json!("string"));
        if let Some(format) = text.and_then(Text::format) {
            out.insert("format".to_owned(), json!(format));
        }
    }
}
