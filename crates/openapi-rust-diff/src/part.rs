//! The part of a description that a change is about.

use crate::compare::Side;
use crate::walk::{
    BodyChange, Change, ContentChange, DocumentChange, Kind, OperationChange, ParameterChange,
    Presence, ResponseChange, SchemaChange,
};
use serde_json::Value;

/// An element of one of the two descriptions.
pub(crate) struct Part {
    pub(crate) side: Side,
    /// The JSON pointer into the description of that side.
    pub(crate) pointer: String,
    /// The index of the item, if the pointer leads to a list.
    pub(crate) item: Option<usize>,
}

impl Part {
    /// Returns the changed element: of the new description, or of the old one if the new one does not have it.
    pub(crate) fn of(old: &Value, new: &Value, change: &Change<'_>) -> Self {
        let side = side(old, new, change);
        let document = match side {
            Side::Old => old,
            Side::New => new,
        };
        let mut pointer = change.pointer.clone();
        let items = document.pointer(&pointer).and_then(Value::as_array);
        let item = items.and_then(|items| item(items, change));
        if item.is_none() && presence(&change.kind) == Some(Presence::Removed) && side == Side::New
        {
            pointer.truncate(pointer.rfind('/').unwrap_or_default());
        }
        Self {
            side,
            pointer,
            item,
        }
    }
}

fn side(old: &Value, new: &Value, change: &Change<'_>) -> Side {
    let is_in = |document: &Value| document.pointer(&change.pointer).is_some();
    let is_lost = match presence(&change.kind) {
        Some(presence) => presence == Presence::Removed,
        None => !is_in(new),
    };
    match is_lost && is_in(old) {
        true => Side::Old,
        false => Side::New,
    }
}

/// Returns whether a change adds or removes a part.
fn presence(kind: &Kind<'_>) -> Option<Presence> {
    match kind {
        Kind::Document(
            DocumentChange::Server { presence, .. } | DocumentChange::Security { presence, .. },
        )
        | Kind::Operation(OperationChange::Presence { presence, .. })
        | Kind::Parameter(ParameterChange::Presence { presence, .. })
        | Kind::Body(BodyChange::Presence { presence, .. })
        | Kind::Content(ContentChange::Presence { presence, .. })
        | Kind::Response(ResponseChange::Status { presence, .. })
        | Kind::Response(ResponseChange::Header(presence))
        | Kind::Schema(
            SchemaChange::Component { presence, .. }
            | SchemaChange::Property { presence, .. }
            | SchemaChange::EnumValue { presence, .. }
            | SchemaChange::Part { presence, .. },
        ) => Some(*presence),
        Kind::Schema(SchemaChange::Required { now }) => Some(match now {
            true => Presence::Added,
            false => Presence::Removed,
        }),
        _ => None,
    }
}

/// Returns the index of the item that a change of a list is about.
fn item(items: &[Value], change: &Change<'_>) -> Option<usize> {
    match &change.kind {
        Kind::Schema(SchemaChange::EnumValue { value, .. }) => {
            items.iter().position(|item| item == *value)
        }
        Kind::Schema(SchemaChange::Required { .. }) => {
            let mut names = items.iter().map(|item| item.as_str().unwrap_or_default());
            names.position(|name| change.place.ends_with(&format!(".{name}")))
        }
        _ => None,
    }
}
