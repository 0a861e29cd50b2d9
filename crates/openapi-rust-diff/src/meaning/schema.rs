//! What the changes of a schema mean: its type, its fields, its variants, and what it allows.

use super::super::row::Verdict;
use super::super::rust::{self, pascal, snake};
use super::super::walk::{Change, Directions, Holder, Kind, Pair, Turn};
use super::motion::{self, Motion};
use super::types::{Types, new_type, types, types_by};
use super::{Documents, Effect, words};
use serde_json::Value;

pub(super) fn effect(documents: Documents<'_>, change: &Change<'_>) -> Effect {
    let effect = match &change.kind {
        Kind::Component { turn, schema } => component(&change.place, *turn, schema),
        Kind::ComponentRenamed { from, to, schema } => renamed_component(from, to, *schema),
        Kind::Property {
            turn,
            required,
            schema,
        } => property(documents, change, *turn, *required, schema),
        Kind::PropertyRenamed { from, to } => renamed_property(from, to),
        Kind::EnumValue { turn, value, open } => enum_value(change, *turn, value, *open),
        Kind::Required { now } => required(documents, change, *now),
        Kind::Part { turn, of } => {
            let what = match turn {
                Turn::Added => format!("part of {of} added"),
                Turn::Removed => format!("part of {of} removed"),
            };
            let types = types(documents, change.slot.as_ref());
            allowed(change, what, types, motion::of_part(of, *turn))
        }
        Kind::Keyword { key, pair } => keyword(documents, change, key, *pair),
        Kind::Schema(pair) => whole(documents, change, *pair),
        // The caller sends none of the others here.
        _ => Effect::breaking("changed", "not known what this does"),
    };
    if change.directions.is_unreached() && effect.verdict != Verdict::Neutral {
        let touches = effect.touches_signatures;
        let meaning = if touches {
            "no operation has it: a public type changes that nobody is given"
        } else {
            "no operation has it"
        };
        return Effect::neutral(effect.change, meaning).touching_if(touches);
    }
    effect
}

fn component(name: &str, turn: Turn, schema: &Value) -> Effect {
    let is_item = rust::is_item(name, schema);
    let name = pascal(name);
    let effect = match (turn, is_item) {
        (Turn::Added, true) => Effect::additive("schema added", format!("new type `{name}`")),
        (Turn::Added, false) => Effect::additive("schema added", "no type of its own"),
        (Turn::Removed, true) => Effect::breaking(
            "schema removed",
            format!("type `{name}` goes: code that names it stops compiling"),
        ),
        (Turn::Removed, false) => Effect::neutral("schema removed", "it had no type of its own"),
    };
    effect.touching_if(is_item)
}

fn renamed_component(from: &str, to: &str, schemas: (&Value, &Value)) -> Effect {
    let what = format!("renamed to `{}`", words::cut(to));
    let is_item = rust::is_item(from, schemas.0) || rust::is_item(to, schemas.1);
    if is_item && pascal(from) != pascal(to) {
        let (from, to) = (pascal(from), pascal(to));
        Effect::breaking(
            what,
            format!("type `{from}` becomes `{to}`: code that names it stops compiling"),
        )
        .touching()
    } else if is_item {
        Effect::neutral(what, format!("the type stays `{}`", pascal(to)))
    } else {
        Effect::neutral(what, "it has no type of its own")
    }
}

fn property(
    documents: Documents<'_>,
    change: &Change<'_>,
    turn: Turn,
    required: bool,
    schema: &Value,
) -> Effect {
    let field = snake(&last_name(&change.pointer));
    let effect = match turn {
        Turn::Removed => Effect::breaking(
            "property removed",
            format!("field `{field}` goes: code that reads or sets it stops compiling"),
        ),
        Turn::Added => {
            let of = rust::field(documents.new, schema, required);
            match (required, change.directions.request) {
                (true, true) => Effect::breaking(
                    "required property added",
                    format!("new field `{field}: {of}`: builders without it are an error"),
                ),
                (true, false) => Effect::additive(
                    "required property added",
                    format!("new field `{field}: {of}`; answers without it no longer decode"),
                ),
                (false, _) => Effect::additive(
                    "optional property added",
                    format!("new field `{field}: {of}`; builders leave it out"),
                ),
            }
        }
    };
    effect.touching()
}

/// The property's own name at the end of a pointer.
fn last_name(pointer: &str) -> String {
    let name = pointer.rsplit_once('/').map_or(pointer, |(_, name)| name);
    name.replace("~1", "/").replace("~0", "~")
}

fn renamed_property(from: &str, to: &str) -> Effect {
    let what = format!("renamed `{}` → `{}`", words::cut(from), words::cut(to));
    let (was, is) = (snake(from), snake(to));
    if was == is {
        Effect::breaking(
            what,
            format!("field stays `{is}`, and reads and writes another name"),
        )
    } else {
        Effect::breaking(
            what,
            format!("field `{was}` becomes `{is}`: code that reads or sets it stops compiling"),
        )
        .touching()
    }
}

fn enum_value(change: &Change<'_>, turn: Turn, value: &Value, open: bool) -> Effect {
    // Numbers have no variants.
    let has_variant = value.is_string();
    let shown = words::quoted(value);
    let what = match turn {
        Turn::Added => format!("enum value {shown} added"),
        Turn::Removed => format!("enum value {shown} removed"),
    };
    let variant = value.as_str().map(pascal).unwrap_or_default();
    let effect = match turn {
        Turn::Added if open => Effect::additive(
            what,
            format!("new variant `{variant}`; enums are open, so it came as `Unknown` before"),
        ),
        Turn::Added if change.directions.response => Effect::breaking(
            what,
            "the enum is closed: its values were all that could come, and answers with it failed before",
        ),
        Turn::Added => Effect::additive(what, format!("new variant `{variant}` that may be sent")),
        Turn::Removed if has_variant => Effect::breaking(
            what,
            format!("variant `{variant}` goes: code that names it stops compiling"),
        ),
        Turn::Removed if change.directions.request => {
            Effect::breaking(what, "requests with it are refused")
        }
        Turn::Removed => Effect::neutral(what, "one value less to expect"),
    };
    effect.touching_if(has_variant)
}

fn required(documents: Documents<'_>, change: &Change<'_>, now: bool) -> Effect {
    let what = if now {
        "becomes required"
    } else {
        "becomes optional"
    };
    let Some(slot) = &change.slot else {
        return Effect::breaking(what, "a field that is described elsewhere changes").touching();
    };
    let Holder::Property {
        required: (before, after),
    } = slot.holder
    else {
        return Effect::breaking(what, "a field that is described elsewhere changes").touching();
    };
    let mut types = types(documents, Some(slot));
    if let Some(types) = &mut types {
        let alone = |document, schema| {
            rust::field(document, schema, before) != rust::field(document, schema, after)
        };
        types.touched = alone(documents.old, slot.old) || alone(documents.new, slot.new);
    }
    let motion = if now { Motion::Narrower } else { Motion::Wider };
    if let Some(types) = &types
        && !types.touched
        && !change.directions.request
    {
        let of = &types.new;
        let meaning = if now {
            format!("the field stays `{of}`, and answers that leave it out no longer decode")
        } else {
            format!("no change: the field is `{of}` and stands for what is left out")
        };
        return Effect::neutral(what, meaning);
    }
    allowed(change, what.to_owned(), types, motion)
}

fn keyword(documents: Documents<'_>, change: &Change<'_>, key: &str, pair: Pair<'_>) -> Effect {
    let types = types_by(documents, change.slot.as_ref(), pair);
    let what = words::turned(key, pair);
    let untouched = types.as_ref().filter(|types| !types.touched);
    match key {
        "deprecated" => return Effect::neutral(what, "documentation only"),
        "nullable" if untouched.is_some_and(|types| types.new.starts_with("Option<")) => {
            let of = untouched.map_or("", |types| types.new.as_str());
            return Effect::neutral(what, format!("no change: it is `{of}` anyway"));
        }
        "type" if untouched.is_some() => {
            return Effect::neutral(what, "no change: the rest of the schema says the type");
        }
        "pattern" if untouched.is_some_and(|types| types.new.starts_with("sid::")) => {
            return Effect::breaking(what, "compiles, and SIDs that parsed are refused");
        }
        "title" if untouched.is_some() => return Effect::neutral(what, "documentation only"),
        "default" if untouched.is_some() => return default(change, what, pair),
        "readOnly" | "writeOnly" if untouched.is_some() => return one_way(change, key, what),
        "additionalProperties"
            if pair.new == Some(&Value::Bool(false)) && change.directions.response =>
        {
            let touched = types.is_some_and(|types| types.touched);
            return Effect::breaking(what, "answers with a member more no longer decode")
                .touching_if(touched);
        }
        _ if key.starts_with("x-") && untouched.is_some() => {
            return Effect::neutral(what, "the client does not read it");
        }
        _ => {}
    }
    allowed(change, what, types, motion::of(key, pair))
}

fn default(change: &Change<'_>, what: String, pair: Pair<'_>) -> Effect {
    if !change.directions.request {
        Effect::neutral(what, "no change: the API answers as it does")
    } else if pair.old.is_none() {
        Effect::additive(what, "says what a call that leaves it out gets")
    } else {
        Effect::breaking(
            what,
            "compiles, and a call that leaves it out may get something else",
        )
    }
}

fn one_way(change: &Change<'_>, key: &str, what: String) -> Effect {
    let Directions { request, response } = change.directions;
    if (key == "readOnly" && request) || (key == "writeOnly" && response) {
        Effect::breaking(what, "compiles, and the API may refuse it or leave it out")
    } else {
        Effect::neutral(what, "no change in this direction")
    }
}

fn whole(documents: Documents<'_>, change: &Change<'_>, pair: Pair<'_>) -> Effect {
    let kind = |value: Option<&Value>| match value {
        None => "nothing".to_owned(),
        Some(value) => {
            let name = value.get("$ref").or_else(|| value.get("type"));
            let name = name.and_then(Value::as_str);
            name.map_or("another schema".to_owned(), |name| {
                words::cut(name.strip_prefix("#/components/schemas/").unwrap_or(name))
            })
        }
    };
    let what = format!("{} → {}", kind(pair.old), kind(pair.new));
    let types = types_by(documents, change.slot.as_ref(), pair);
    match types {
        Some(types) if !types.touched && types.holder != Holder::Header => {
            if types.new.contains(rust::OWN) {
                Effect::breaking(
                    what,
                    "a type of its own that is made anew: check its fields",
                )
                .touching()
            } else {
                Effect::neutral(what, format!("no change: it is `{}` both ways", types.new))
            }
        }
        None => Effect::breaking(what, "what it is changes as a whole").touching(),
        types => allowed(change, what, types, Motion::Unknown),
    }
}

/// What follows from the type, and where that stays, from what is allowed and which way it travels.
fn allowed(change: &Change<'_>, what: String, types: Option<Types>, motion: Motion) -> Effect {
    if let Some(types) = types.filter(|types| types.touched) {
        return Effect::breaking(what, new_type(&types, change.directions)).touching();
    }
    let Directions { request, response } = change.directions;
    match motion {
        Motion::Same => Effect::neutral(what, "no change: it says the same"),
        Motion::Unknown => Effect::breaking(
            what,
            "compiles, and what is sent or answered may not be what it was",
        ),
        Motion::Wider if response => {
            Effect::breaking(what, "compiles, and answers may hold what they never held")
        }
        Motion::Narrower if request => Effect::breaking(
            what,
            "compiles, and requests that were accepted may be refused",
        ),
        Motion::Wider => Effect::additive(what, "the API accepts more"),
        Motion::Narrower => Effect::neutral(what, "no change: answers hold less than they could"),
    }
}
