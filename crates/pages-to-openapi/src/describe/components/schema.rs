//! The schema of a shape, with the names that components have.

use super::equal;
use super::reference::reference;
use crate::describe::shape::{Shape, Text, Width};
use crate::describe::sids::Sids;
use crate::names::singular;
use crate::provenance::{Origin, Traced, TracedObject};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The names of components: those of SIDs by property, and those that merged components have now.
#[derive(Debug, Default)]
pub(in crate::describe) struct SchemaNames {
    pub(super) sids: Sids,
    /// Components that are another one by now.
    pub(super) aliases: HashMap<String, String>,
}

impl SchemaNames {
    pub(in crate::describe) fn new(sids: Sids) -> Self {
        Self {
            sids,
            aliases: HashMap::new(),
        }
    }

    fn reference(&self, name: &str) -> Value {
        reference(self.aliases.get(name).map_or(name, String::as_str))
    }

    /// Returns the reference to the SID of a path parameter, if the parameter's name tells which SID it is.
    pub(in crate::describe) fn path_parameter(&self, resource: &str, name: &str) -> Option<Value> {
        let known = self.sids.of_parameter(resource, name);
        known.map(|name| reference(name))
    }

    /// Returns a schema whose references have the names that components have now.
    pub(in crate::describe) fn renamed(&self, mut schema: Traced) -> Traced {
        equal::rename(&mut schema.value, &self.aliases);
        schema
    }

    /// Returns the schema of a value that no property's name is known for.
    pub(in crate::describe) fn schema(&self, shape: &Shape) -> Traced {
        self.schema_of("", "", shape)
    }

    pub(super) fn schema_of(&self, component: &str, property: &str, shape: &Shape) -> Traced {
        let mut schema = TracedObject::of_members(&shape.origin(), shape.of_values());
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

    fn text(&self, component: &str, property: &str, shape: &Shape, out: &mut TracedObject) {
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
