//! The last step: all components as schemas.

use super::named_schemas::NamedSchemas;
use super::patterns::Patterns;
use super::samples::Samples;
use super::schema::SchemaNames;
use crate::provenance::{Origin, Traced, TracedObject};
use serde_json::json;
use std::sync::Arc;

/// Returns all components, in the order of their first appearance.
pub(in crate::describe) fn emit(
    samples: &Samples,
    patterns: &Patterns,
    schemas: &NamedSchemas,
    names: &SchemaNames,
    origin: &Arc<Origin>,
) -> TracedObject {
    let mut all = TracedObject::of(origin);
    for (name, shapes) in &samples.objects {
        let shown = samples.shown.get(name).cloned().unwrap_or_default();
        let origin = Origin::inferred("objects in the samples", shown);
        let mut properties = TracedObject::of(&origin);
        for (property, shape) in shapes {
            properties.insert(property.clone(), names.schema_of(name, property, shape));
        }
        let schema = TracedObject::of(&origin).with("type", json!("object"));
        all.insert(name.clone(), schema.with("properties", properties));
    }
    for (name, (pattern, spots)) in patterns {
        let origin = Origin::inferred("the samples", spots.clone());
        let schema = json!({ "type": "string", "pattern": pattern });
        all.insert(name.clone(), Traced::new(schema, &origin));
    }
    for (name, schema) in &schemas.schemas {
        all.insert(name.clone(), schema.clone());
    }
    all
}
