//! The pass over a finished document.

use super::schemas::Schemas;
use super::warning::warn;
use super::{body, enums, parameters, properties, responses, texts};
use crate::describe::Description;
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::provenance::{Origin, Spot, Traced, TracedObject};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::sync::Arc;

/// Lowers the description of these pages.
pub fn lower(description: Description, pages: &[Page]) -> Description {
    let Description {
        document,
        trace,
        files,
        mut warnings,
    } = description;
    let mut document = Traced {
        value: document,
        trace,
    };
    let mut paths = document.take("paths").unwrap_or_default();
    let mut components = document.take("components").unwrap_or_default();
    let mut schemas = Schemas::new(components.take("schemas").unwrap_or_default());
    lower_components(&mut schemas, pages, &mut warnings);
    let paths = lower_paths(&mut paths, &mut schemas, pages, &mut warnings);
    components.put("schemas", schemas.all);
    document.put("paths", paths);
    document.put("components", components);
    Description {
        document: document.value,
        trace: document.trace,
        files,
        warnings,
    }
}

/// Lowers each component. A component that it needs comes before it.
fn lower_components(schemas: &mut Schemas, pages: &[Page], warnings: &mut Vec<Diagnostic>) {
    let mut functions = HashSet::new();
    for name in schemas.names() {
        let Some(mut schema) = schemas.all.take(&name) else {
            continue;
        };
        let trace = schema.trace.clone();
        schema.lower(|schema| {
            enums::one_variant_each(schema);
            let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
            for (property, value) in properties.into_iter().flatten() {
                let keys = ["properties".to_owned(), property.clone()];
                if let (Value::Object(value), Some(origin)) = (value, trace.nearest(&keys)) {
                    texts::share_bounds(value, schemas, &origin);
                }
            }
            properties::one_field_each(pages, &name, schema, &trace, warnings);
            properties::one_function_each(&name, schema, &mut functions);
        });
        schemas.all.put(&name, schema);
    }
}

/// Lowers each operation, and returns the paths, in which parameters may have new names.
fn lower_paths(
    paths: &mut Traced,
    schemas: &mut Schemas,
    pages: &[Page],
    warnings: &mut Vec<Diagnostic>,
) -> Traced {
    let mut lowered: IndexMap<String, TracedObject> = IndexMap::new();
    for (index, page) in pages.iter().enumerate() {
        let origin = Origin::stated(
            "the operation",
            vec![Spot {
                page: index,
                place: page.method.place,
            }],
        );
        let key = page.method.value.to_lowercase();
        let Some(mut item) = paths.take(&page.url.path) else {
            continue;
        };
        let operation = item.take(&key);
        paths.put(&page.url.path, item);
        let Some(mut operation) = operation else {
            continue;
        };
        let path = operation
            .lower(|operation| lower_operation(page, operation, schemas, &origin, warnings));
        lowered
            .entry(path)
            .or_insert_with(|| TracedObject::of(&origin))
            .insert(method(page, warnings), operation);
    }
    let origin = paths.trace.origin().cloned();
    let mut all =
        TracedObject::of(&origin.unwrap_or_else(|| Origin::stated("the pages", Vec::new())));
    for (path, operations) in lowered {
        all.insert(path, operations);
    }
    all.into()
}

/// Lowers an operation and returns its path.
fn lower_operation(
    page: &Page,
    operation: &mut Map<String, Value>,
    schemas: &mut Schemas,
    origin: &Arc<Origin>,
    warnings: &mut Vec<Diagnostic>,
) -> String {
    body::body(page, operation, warnings);
    responses::responses(page, operation, schemas, origin, warnings);
    parameters::parameters(page, operation, schemas, origin, warnings)
}

/// Returns the key of an operation under its path. The HTTP client has no code for two of OpenAPI's methods.
fn method(page: &Page, warnings: &mut Vec<Diagnostic>) -> String {
    let method = page.method.value.to_lowercase();
    if !["options", "trace"].contains(&method.as_str()) {
        return method;
    }
    let message = format!(
        "no client can be generated for the method {}",
        page.method.value
    );
    let key = format!("x-other-{method}");
    let help = format!("the operation is kept as {key}; correct the method where it is wrong");
    warnings.push(warn(page, page.method.place, message, &help));
    key
}
