//! The Rust types around a change, before and after it.

use super::super::rust::{self, pascal, snake};
use super::super::walk::{Directions, Holder, Pair, Slot};
use super::Documents;
use serde_json::Value;

/// A type before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Types {
    pub(super) holder: Holder,
    pub(super) name: String,
    pub(super) old: String,
    pub(super) new: String,
    /// Whether the one change at hand, taken by itself, changes it.
    pub(super) touched: bool,
}

fn type_in(document: &Value, slot: &Slot<'_>, schema: &Value, required: bool) -> String {
    match slot.holder {
        Holder::Component => rust::definition(document, &slot.name, schema),
        Holder::Property { .. } => rust::field(document, schema, required),
        Holder::Parameter => rust::parameter(document, schema),
        Holder::Body | Holder::Answer => rust::type_of(document, schema),
        // Headers are text, whatever is said of them.
        Holder::Header => "text".to_owned(),
    }
}

pub(super) fn types(documents: Documents<'_>, slot: Option<&Slot<'_>>) -> Option<Types> {
    let slot = slot?;
    let (before, now) = match slot.holder {
        Holder::Property { required } => required,
        _ => (false, false),
    };
    let old = type_in(documents.old, slot, slot.old, before);
    let new = type_in(documents.new, slot, slot.new, now);
    Some(Types {
        holder: slot.holder,
        name: slot.name.clone(),
        touched: old != new,
        old,
        new,
    })
}

/// The types around a change of one part, and whether that part alone changes them.
pub(super) fn types_by(
    documents: Documents<'_>,
    slot: Option<&Slot<'_>>,
    part: Pair<'_>,
) -> Option<Types> {
    let mut types = types(documents, slot)?;
    let slot = slot?;
    if types.touched {
        let (before, now) = match slot.holder {
            Holder::Property { required } => required,
            _ => (false, false),
        };
        let done = with(slot.old, &slot.within, part.new);
        let undone = with(slot.new, &slot.within, part.old);
        types.touched = type_in(documents.old, slot, &done, before) != types.old
            || type_in(documents.new, slot, &undone, now) != types.new;
    }
    Some(types)
}

/// A schema with one of its parts replaced or taken out.
fn with(schema: &Value, path: &[String], part: Option<&Value>) -> Value {
    let mut changed = schema.clone();
    let Some((last, way)) = path.split_last() else {
        return part.cloned().unwrap_or(Value::Null);
    };
    let mut found = Some(&mut changed);
    for key in way {
        found = found.and_then(|value| match value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
            other => other.get_mut(key),
        });
    }
    match found {
        Some(Value::Object(members)) => match part {
            Some(part) => _ = members.insert(last.clone(), part.clone()),
            None => _ = members.shift_remove(last),
        },
        Some(Value::Array(items)) => {
            if let (Ok(index), Some(part)) = (last.parse::<usize>(), part)
                && let Some(item) = items.get_mut(index)
            {
                *item = part.clone();
            }
        }
        _ => {}
    }
    changed
}

/// What a type that changed is for a user.
pub(super) fn new_type(types: &Types, directions: Directions) -> String {
    let Types { name, old, new, .. } = types;
    match types.holder {
        Holder::Component => format!("`{}` becomes `{new}` (was `{old}`)", pascal(name)),
        Holder::Property { .. } => {
            let uses = match (directions.request, directions.response) {
                (true, false) => "sets",
                (false, true) => "reads",
                _ => "reads or sets",
            };
            format!(
                "field `{}` becomes `{new}` (was `{old}`): code that {uses} it stops compiling",
                snake(name)
            )
        }
        Holder::Parameter => format!(
            "setter `{}` takes `{new}` (was `{old}`): callers may stop compiling",
            snake(name)
        ),
        Holder::Body => format!("`body` takes `{new}` (was `{old}`): callers stop compiling"),
        Holder::Answer | Holder::Header => {
            format!("the answer becomes `{new}` (was `{old}`): callers stop compiling")
        }
    }
}
