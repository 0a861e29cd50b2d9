//! What an operation's method answers with: the type of success and the type of error.

use super::super::walk::resolve;
use super::type_of;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a method gives: `Ok` and `Err`.
pub(crate) fn of(document: &Value, operation: &Value) -> (String, String) {
    let responses = operation.get("responses").and_then(Value::as_object);
    let mut success = BTreeSet::new();
    let mut error = BTreeSet::new();
    let mut whole_range = false;
    let mut any = None;
    for (status, response) in responses.into_iter().flatten() {
        let of = one(document, resolve(document, response));
        match status.as_str() {
            "default" => any = Some(of),
            "101" => _ = success.insert(of),
            status if status.starts_with('2') => {
                whole_range |= status.eq_ignore_ascii_case("2XX");
                success.insert(of);
            }
            status if status.starts_with(['4', '5']) => _ = error.insert(of),
            _ => {}
        }
    }
    if let Some(of) = any {
        error.insert(of.clone());
        if !whole_range {
            success.insert(of);
        }
    } else if success.is_empty() {
        success.insert("ByteStream".to_owned());
    }
    (joined(success), joined(error))
}

/// More than one type is more than a method can have.
fn joined(types: BTreeSet<String>) -> String {
    if types.is_empty() {
        return "()".to_owned();
    }
    types.into_iter().collect::<Vec<_>>().join(" or ")
}

fn one(document: &Value, response: &Value) -> String {
    let content = response.get("content").and_then(Value::as_object);
    let Some(content) = content.filter(|all| !all.is_empty()) else {
        return "()".to_owned();
    };
    let json = content
        .iter()
        .find(|(kind, _)| *kind == "application/json" || kind.starts_with("application/json;"));
    match json {
        Some((_, media)) => match media.get("schema") {
            Some(schema) => type_of(document, schema),
            None => "no schema".to_owned(),
        },
        None => "ByteStream".to_owned(),
    }
}
