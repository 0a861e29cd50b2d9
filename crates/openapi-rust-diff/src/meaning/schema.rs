//! Schemas: components, properties and enum values.

use super::clients::Clients;
use super::effect::Effect;
use super::excerpt::{excerpt, quoted};
use super::schema_keyword::{keyword, part, required, whole};
use crate::row::Verdict;
use crate::rust::{Client, TextCheck, pascal, snake};
use crate::walk::{Change, Directions, Presence, SchemaChange};
use serde_json::Value;

pub(super) fn effect(clients: Clients<'_>, change: &Change<'_>, kind: &SchemaChange<'_>) -> Effect {
    let effect = match kind {
        SchemaChange::Component {
            presence,
            name,
            schema,
        } => component(clients, *presence, name, schema),
        SchemaChange::ComponentRenamed { from, to, schemas } => {
            renamed_component(clients, (from, to), *schemas)
        }
        SchemaChange::Property {
            presence: Presence::Removed,
            name,
            ..
        } => removed_property(name),
        SchemaChange::Property {
            presence: Presence::Added,
            name,
            required,
            schema,
        } => added_property(clients.new, change.directions, name, *required, schema),
        SchemaChange::PropertyRenamed { from, to } => renamed_property(from, to),
        SchemaChange::EnumValue {
            presence,
            value,
            schema,
            open,
        } => enum_value(change.directions, *presence, (value, schema), *open),
        SchemaChange::Required { now } => required(clients, change, *now),
        SchemaChange::Part {
            presence,
            combinator,
        } => part(clients, change, *presence, *combinator),
        SchemaChange::Keyword { key, pair } => keyword(clients, change, key, *pair),
        SchemaChange::Whole(pair) => whole(clients, change, *pair),
    };
    if change.directions.is_unused() && effect.verdict != Verdict::Neutral {
        unused(effect)
    } else {
        effect
    }
}

/// A change of a schema that no operation uses.
fn unused(effect: Effect) -> Effect {
    let touches = effect.touches_signatures;
    let meaning = if touches {
        "no operation has it: a public type changes that nobody is given"
    } else {
        "no operation has it"
    };
    Effect::neutral(effect.change, meaning).touching_if(touches)
}

fn component(clients: Clients<'_>, presence: Presence, name: &str, schema: &Value) -> Effect {
    let client = match presence {
        Presence::Added => clients.new,
        Presence::Removed => clients.old,
    };
    let has_item = client.has_item(name, schema);
    let item = pascal(name);
    let effect = match (presence, has_item) {
        (Presence::Added, true) => Effect::additive("schema added", format!("new type `{item}`")),
        (Presence::Added, false) => Effect::additive("schema added", "no type of its own"),
        (Presence::Removed, true) => Effect::breaking(
            "schema removed",
            format!("type `{item}` goes: code that names it stops compiling"),
        ),
        (Presence::Removed, false) => {
            Effect::neutral("schema removed", "it had no type of its own")
        }
    };
    effect.touching_if(has_item)
}

fn renamed_component(
    clients: Clients<'_>,
    (from, to): (&str, &str),
    (old, new): (&Value, &Value),
) -> Effect {
    let what = format!("renamed to `{}`", excerpt(to));
    let has_item = clients.old.has_item(from, old) || clients.new.has_item(to, new);
    let (was, is) = (pascal(from), pascal(to));
    if !has_item {
        Effect::neutral(what, "it has no type of its own")
    } else if was == is {
        Effect::neutral(what, format!("the type stays `{is}`"))
    } else {
        let meaning = format!("type `{was}` becomes `{is}`: code that names it stops compiling");
        Effect::breaking(what, meaning).touching()
    }
}

fn removed_property(name: &str) -> Effect {
    let field = snake(name);
    Effect::breaking(
        "property removed",
        format!("field `{field}` goes: code that reads or sets it stops compiling"),
    )
    .touching()
}

fn added_property(
    client: Client<'_>,
    directions: Directions,
    name: &str,
    required: bool,
    schema: &Value,
) -> Effect {
    let field = snake(name);
    let field_type = client.field(schema, required);
    let meaning = |consequence: &str| format!("new field `{field}: {field_type}`{consequence}");
    let effect = match (required, directions.request) {
        (true, true) => Effect::breaking(
            "required property added",
            meaning(": builders without it are an error"),
        ),
        (true, false) => Effect::additive(
            "required property added",
            meaning("; answers without it no longer decode"),
        ),
        (false, _) => Effect::additive(
            "optional property added",
            meaning("; builders leave it out"),
        ),
    };
    effect.touching()
}

fn renamed_property(from: &str, to: &str) -> Effect {
    let what = format!("renamed `{}` → `{}`", excerpt(from), excerpt(to));
    let (was, is) = (snake(from), snake(to));
    if was == is {
        let meaning = format!("field stays `{is}`, and reads and writes another name");
        Effect::breaking(what, meaning)
    } else {
        let meaning =
            format!("field `{was}` becomes `{is}`: code that reads or sets it stops compiling");
        Effect::breaking(what, meaning).touching()
    }
}

fn enum_value(
    directions: Directions,
    presence: Presence,
    (value, schema): (&Value, &Value),
    open: bool,
) -> Effect {
    let what = format!("enum value {} {presence}", quoted(value));
    let is_excluded = |text: &str| !TextCheck::of(schema).allows(text);
    if value.as_str().is_some_and(is_excluded) {
        return Effect::neutral(what, "no change: the schema's other keywords exclude it");
    }
    // Enums of numbers do not have variants.
    let has_variant = value.is_string();
    let variant = value.as_str().map(pascal).unwrap_or_default();
    let effect = match presence {
        Presence::Added if open => Effect::additive(
            what,
            format!("new variant `{variant}`; the enum is open, so it was `Other` before"),
        ),
        Presence::Added if directions.response => Effect::breaking(
            what,
            "the enum is closed: its values were all that could come, and answers with it failed before",
        ),
        Presence::Added => {
            Effect::additive(what, format!("new variant `{variant}` that may be sent"))
        }
        Presence::Removed if has_variant => Effect::breaking(
            what,
            format!("variant `{variant}` goes: code that names it stops compiling"),
        ),
        Presence::Removed if directions.request => {
            Effect::breaking(what, "requests with it are refused")
        }
        Presence::Removed => Effect::neutral(what, "one value less to expect"),
    };
    effect.touching_if(has_variant)
}
