//! A second pair of eyes: Oxide's drift compares the same descriptions, and what it sees where the
//! walk saw nothing is told as well.
//!
//! drift 0.2 knows operations, parameters, bodies, answers and the kinds of schemas. It stops at
//! "string schema changed", does not tell nullability, servers, security, operation ids or defaults,
//! and gives up where content types differ, which is what the walk is for.

use super::row::{Row, Verdict};
use super::walk::{Change, Kind, placeholders, reference, resolve, shape};
use drift::{ChangeClass, ChangeInfo, JsonPathStack};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use std::thread;

/// drift goes into references by recursion, so that a long chain of them takes much stack.
const STACK: usize = 256 << 20;
/// More steps than this through enums within `oneOf` may be a circle, in which drift would not end.
const MOST_STEPS: usize = 1_000;

/// What drift sees where the walk saw nothing.
pub(super) fn rows(old: &Value, new: &Value, changes: &[Change<'_>]) -> Vec<Row> {
    if !changes.iter().all(is_fit) || !is_readable(old) || !is_readable(new) {
        return Vec::new();
    }
    let (old, new) = (sorted(old), sorted(new));
    let found = thread::scope(|scope| {
        let look = thread::Builder::new().stack_size(STACK);
        let look = look.spawn_scoped(scope, || drift::compare(&old, &new));
        look.ok()?.join().ok()?.ok()
    });
    let told = Told::of(changes);
    let mut rows = Vec::new();
    for found in found.unwrap_or_default() {
        // Of two that are not the same, one took the other's place: the walk tells that by itself.
        let same = found
            .paths
            .iter()
            .find(|path| base(&path.old) == base(&path.new));
        let Some(place) = same.map(|path| base(&path.new)) else {
            continue;
        };
        if !told.tells(place) {
            rows.extend(found.changes.iter().map(|info| row(place, info)));
        }
    }
    rows
}

/// A description with enum values and required names in one order, which is none.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(key, member): (&String, &Value)| {
                let mut member = sorted(member);
                if let ("enum" | "required", Value::Array(items)) = (key.as_str(), &mut member) {
                    items.sort_by_cached_key(Value::to_string);
                }
                (key.clone(), member)
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// The operations and components in which the walk saw changes.
struct Told<'a> {
    /// The pointers of the changes, and of all that is around them.
    places: HashSet<&'a str>,
    has_operations: bool,
}

impl<'a> Told<'a> {
    fn of(changes: &'a [Change<'_>]) -> Self {
        let around = |change: &'a Change<'_>| {
            let pointer = change.pointer.as_str();
            let ends = pointer.match_indices('/').map(|(end, _)| end);
            ends.chain([pointer.len()])
                .filter_map(|end| pointer.get(..end))
        };
        Self {
            places: changes.iter().flat_map(around).collect(),
            has_operations: changes.iter().any(|change| change.operation.is_some()),
        }
    }

    /// Whether a change is one of an operation or a component that drift names.
    fn tells(&self, place: &str) -> bool {
        // What a reference shares is told of where it is used.
        self.places.contains(place) || (self.has_operations && is_shared(place))
    }
}

fn base(stack: &JsonPathStack) -> &str {
    let (base, _) = stack.base_and_subpath();
    base.trim_start_matches('#')
}

fn is_shared(base: &str) -> bool {
    base.starts_with("/components/") && !base.starts_with("/components/schemas/")
}

fn row(base: &str, info: &ChangeInfo) -> Row {
    let verdict = match info.class {
        ChangeClass::Trivial => Verdict::Neutral,
        ChangeClass::ForwardIncompatible => Verdict::Additive,
        ChangeClass::BackwardIncompatible | ChangeClass::Incompatible | ChangeClass::Unhandled => {
            Verdict::Breaking
        }
    };
    let pointer = format!("{base}/{}", info.new_subpath);
    Row {
        place: base.rsplit('/').next().unwrap_or_default().to_owned(),
        pointer: pointer.trim_end_matches('/').to_owned(),
        change: info.message.clone(),
        meaning: "not known what this does: read the API's documentation".to_owned(),
        verdict,
        touches_signatures: false,
    }
}

/// Whether drift does not give up at a change.
fn is_fit(change: &Change<'_>) -> bool {
    match &change.kind {
        Kind::Content { .. } | Kind::ContentReplaced { .. } | Kind::ParameterMoved { .. } => false,
        Kind::Parameter { .. } => !change.place.contains(", path "),
        Kind::Schema(pair) => pair.old.is_some() && pair.new.is_some(),
        Kind::Member { key, .. } => key != "content",
        _ => true,
    }
}

/// Whether drift can read a description to its end.
fn is_readable(document: &Value) -> bool {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut shapes = BTreeSet::new();
    let are_paths_plain = paths.into_iter().flatten().all(|(path, _)| {
        let names = placeholders(path);
        let distinct: BTreeSet<&&str> = names.iter().collect();
        names.len() == path.matches('{').count()
            && names.len() == distinct.len()
            && shapes.insert(shape(path))
    });
    are_paths_plain && ends(document, document)
}

/// Whether every reference and every enum within `oneOf` under a value comes to an end.
fn ends(document: &Value, value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let is_chain_open =
                reference(value).is_some() && reference(resolve(document, value)).is_some();
            !is_chain_open
                && enums_end(document, value, &mut 0)
                && members.values().all(|member| ends(document, member))
        }
        Value::Array(items) => items.iter().all(|item| ends(document, item)),
        _ => true,
    }
}

fn enums_end(document: &Value, schema: &Value, steps: &mut usize) -> bool {
    *steps += 1;
    if *steps > MOST_STEPS {
        return false;
    }
    let parts = schema.get("oneOf").and_then(Value::as_array);
    parts.into_iter().flatten().all(|part| {
        let part = resolve(document, part);
        part.get("oneOf").is_none() || enums_end(document, part, steps)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn description(title: &Value, loan: &Value) -> Value {
        let answer = |name: &str| {
            let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
            json!({ "200": { "description": "OK", "content": { "application/json": { "schema": schema } } } })
        };
        json!({
            "openapi": "3.0.3",
            "info": { "title": "Shelf", "version": "v1" },
            "paths": {
                "/Books": { "get": { "responses": answer("Book") } },
                "/Loans": { "get": { "responses": answer("Loan") } },
            },
            "components": { "schemas": {
                "Book": { "type": "object", "properties": { "title": title } },
                "Loan": loan,
            } },
        })
    }

    #[test]
    fn what_the_walk_does_not_see_is_told() {
        let text = json!({ "type": "string" });
        let [old, new] =
            [&text, &json!({ "type": "integer" })].map(|title| description(title, &text));
        let rows = rows(&old, &new, &[]);
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.pointer.as_str(), row.verdict))
            .collect();
        let pointer = "/components/schemas/Book/properties/title";
        assert_eq!(told, [(pointer, Verdict::Breaking)]);
    }

    #[test]
    fn what_does_not_end_is_not_begun() {
        let round = json!({ "oneOf": [{ "$ref": "#/components/schemas/Loan" }] });
        let text = json!({ "type": "string" });
        let [old, new] = [round, text.clone()].map(|loan| description(&text, &loan));
        assert_eq!(rows(&old, &new, &[]), []);
    }
}
