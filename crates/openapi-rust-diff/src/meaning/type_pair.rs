//! The Rust type of the schema around a change, before and after it.

use super::clients::Clients;
use crate::rust::{Client, RustType, pascal, snake};
use crate::walk::{Directions, Holder, Pair, SchemaContext};
use serde_json::Value;

/// The old and the new type of a component, property, parameter, body or header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypePair {
    pub(super) holder: Holder,
    name: String,
    pub(super) old: RustType,
    pub(super) new: RustType,
    /// Whether the change in question alone changes the type.
    pub(super) changed: bool,
}

impl TypePair {
    /// Returns the types of a schema. `changed` is whether they differ, for any reason.
    pub(super) fn of(clients: Clients<'_>, context: &SchemaContext<'_>) -> Self {
        let (was_required, is_required) = required(context);
        let old = type_in(clients.old, context, context.old, was_required);
        let new = type_in(clients.new, context, context.new, is_required);
        Self {
            holder: context.holder,
            name: context.name.clone(),
            changed: old != new,
            old,
            new,
        }
    }

    /// Returns the types of a schema. `changed` is whether the change of one part alone changes them.
    pub(super) fn changed_by(
        clients: Clients<'_>,
        context: &SchemaContext<'_>,
        part: Pair<'_>,
    ) -> Self {
        let types = Self::of(clients, context);
        if !types.changed {
            return types;
        }
        let (was_required, is_required) = required(context);
        let done = with(context.old, &context.path, part.new);
        let undone = with(context.new, &context.path, part.old);
        let changed = type_in(clients.old, context, &done, was_required) != types.old
            || type_in(clients.new, context, &undone, is_required) != types.new;
        Self { changed, ..types }
    }

    /// Returns the types of a property. `changed` is whether `required` alone changes them.
    pub(super) fn changed_by_required(
        clients: Clients<'_>,
        context: &SchemaContext<'_>,
        (was_required, is_required): (bool, bool),
    ) -> Self {
        let differs = |client: Client<'_>, schema| {
            client.field(schema, was_required) != client.field(schema, is_required)
        };
        Self {
            changed: differs(clients.old, context.old) || differs(clients.new, context.new),
            ..Self::of(clients, context)
        }
    }

    /// Describes the consequences for an enum that stays an enum.
    fn changed_variants(&self) -> Option<String> {
        let (old, new) = (self.old.variants()?, self.new.variants()?);
        if self.old.to_string() != self.new.to_string() {
            return None;
        }
        let removed = list(old.difference(new)).map(|all| {
            format!("the enum loses {all}: code that names a lost variant stops compiling")
        });
        let added = list(new.difference(old)).map(|all| format!("the enum gains {all}"));
        let sentences: Vec<String> = removed.into_iter().chain(added).collect();
        Some(sentences.join("; "))
    }

    /// Describes the consequences of a changed type.
    pub(super) fn meaning(&self, directions: Directions) -> String {
        let Self { name, old, new, .. } = self;
        if let Some(meaning) = self.changed_variants() {
            return meaning;
        }
        match self.holder {
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
            Holder::RequestBody => {
                format!("`body` takes `{new}` (was `{old}`): callers stop compiling")
            }
            Holder::ResponseBody | Holder::ResponseHeader => {
                format!("the answer becomes `{new}` (was `{old}`): callers stop compiling")
            }
        }
    }
}

/// Lists variants in backticks.
fn list<'a>(variants: impl Iterator<Item = &'a String>) -> Option<String> {
    let names: Vec<String> = variants
        .map(|value| format!("`{}`", pascal(value)))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whether the old and the new object require the property.
fn required(context: &SchemaContext<'_>) -> (bool, bool) {
    match context.holder {
        Holder::Property { required } => required,
        _ => (false, false),
    }
}

fn type_in(
    client: Client<'_>,
    context: &SchemaContext<'_>,
    schema: &Value,
    required: bool,
) -> RustType {
    match context.holder {
        Holder::Component => client.definition(&context.name, schema),
        Holder::Property { .. } => client.field(schema, required),
        Holder::Parameter => client.parameter(schema),
        Holder::RequestBody | Holder::ResponseBody => client.type_of(schema),
        // Clients return headers as text and ignore their schemas.
        Holder::ResponseHeader => RustType::Plain("text"),
    }
}

/// Returns a schema with one of its parts replaced or removed.
fn with(schema: &Value, path: &[String], part: Option<&Value>) -> Value {
    let mut changed = schema.clone();
    let Some((last, parents)) = path.split_last() else {
        return part.cloned().unwrap_or(Value::Null);
    };
    let mut parent = Some(&mut changed);
    for key in parents {
        parent = parent.and_then(|value| match value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
            other => other.get_mut(key),
        });
    }
    match parent {
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
