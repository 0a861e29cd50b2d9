//! Adapts a description to progenitor 0.15.1, which panics at some that are valid, and to the crates that the client
//! depends on.

use openapiv3::{OpenAPI, Operation, ReferenceOr, RequestBody, Responses, StatusCode};
use serde_json::{Map, Value};

/// Removes what progenitor panics at and the client does not need.
pub fn adapt(spec: &mut OpenAPI) {
    for path in spec.paths.paths.values_mut() {
        let ReferenceOr::Item(item) = path else {
            continue;
        };
        let methods = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
            &mut item.head,
            &mut item.options,
        ];
        for operation in methods.into_iter().flatten() {
            adapt_operation(operation);
        }
    }
    let components = spec.components.iter_mut();
    components
        .flat_map(|components| components.request_bodies.values_mut())
        .for_each(remove_encodings);
}

fn adapt_operation(operation: &mut Operation) {
    operation.request_body.iter_mut().for_each(remove_encodings);
    for class in [4, 5] {
        remove_covered(&mut operation.responses, class);
    }
}

/// Removes the encodings of form fields. `src/form.rs` needs none, because it writes each object as JSON text.
fn remove_encodings(body: &mut ReferenceOr<RequestBody>) {
    if let ReferenceOr::Item(body) = body {
        for media in body.content.values_mut() {
            media.encoding.clear();
        }
    }
}

/// Removes the single statuses of a class of errors if the class itself has a response: all errors of an operation need
/// the same type.
fn remove_covered(responses: &mut Responses, class: u16) {
    let responses = &mut responses.responses;
    if responses.contains_key(&StatusCode::Range(class)) {
        responses.retain(|status, _| match status {
            StatusCode::Code(code) => code / 100 != class,
            StatusCode::Range(_) => true,
        });
    }
}

/// Returns the description with UUIDs as plain text: generated code would need the crate `uuid`.
pub fn without_uuids(part: &Value) -> Value {
    match part {
        Value::Object(members) => {
            let is = |key: &str, value: &str| members.get(key).is_some_and(|found| found == value);
            let is_uuid = is("type", "string") && is("format", "uuid");
            let kept = members
                .iter()
                .filter(|(key, _)| !(is_uuid && *key == "format"));
            let kept = kept.map(|(key, member)| (key.clone(), without_uuids(member)));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(without_uuids).collect(),
        other => other.clone(),
    }
}
