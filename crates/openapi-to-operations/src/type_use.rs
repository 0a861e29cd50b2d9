//! Which components are used in requests, and which in responses.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::callbacks::Callbacks;
use crate::description::{Description, entries, list};
use crate::field_type::is_object;
use crate::operation::Operation;

/// Returns the components that are objects with properties and that only callers send: in the bodies of requests, and as
/// responses to callbacks. The body of a request itself is no such component, because its fields are those of the request.
pub fn input_objects(
    description: Description<'_>,
    operations: &[Operation<'_>],
    callbacks: &Callbacks<'_>,
) -> BTreeSet<String> {
    let mut inputs = callbacks.response_components(description);
    let mut outputs = BTreeSet::new();
    for operation in operations {
        for field in &operation.body_fields {
            reach(description, field.schema, &mut inputs);
        }
        if let Some(schema) = operation.response_schema {
            reach(description, schema, &mut outputs);
        }
    }
    let inputs = inputs.difference(&outputs).copied();
    let has_properties = |component: &&str| {
        description.schema(component).is_some_and(|schema| {
            is_object(description, schema) && !description.properties(schema).is_empty()
        })
    };
    inputs.filter(has_properties).map(str::to_owned).collect()
}

/// Adds the components that a schema refers to, directly or through another component.
pub fn reach<'a>(description: Description<'a>, schema: &'a Value, found: &mut BTreeSet<&'a str>) {
    let component = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| reference.strip_prefix("#/components/schemas/"));
    if let Some(component) = component {
        if found.insert(component)
            && let Some(schema) = description.schema(component)
        {
            reach(description, schema, found);
        }
        return;
    }
    for part in ["allOf", "anyOf", "oneOf"] {
        for part in list(schema, part) {
            reach(description, part, found);
        }
    }
    for (_, property) in entries(schema, "properties") {
        reach(description, property, found);
    }
    for part in ["items", "additionalProperties"] {
        if let Some(part) = schema.get(part) {
            reach(description, part, found);
        }
    }
}
