//! Keywords of a schema. They may change its type, and otherwise the values that it allows.

use super::allowed_values::AllowedValues;
use super::clients::Clients;
use super::effect::Effect;
use super::excerpt::{excerpt, member_change};
use super::type_pair::TypePair;
use crate::walk::{Change, Combinator, Directions, Holder, Pair, Presence};
use serde_json::Value;

/// The list `required` of an object gained or lost a property.
pub(super) fn required(clients: Clients<'_>, change: &Change<'_>, now: bool) -> Effect {
    let what = if now {
        "becomes required"
    } else {
        "becomes optional"
    };
    let Some((context, required)) =
        change
            .context
            .as_ref()
            .and_then(|context| match context.holder {
                Holder::Property { required } => Some((context, required)),
                _ => None,
            })
    else {
        return Effect::breaking(what, "a field that is described elsewhere changes").touching();
    };
    let types = TypePair::changed_by_required(clients, context, required);
    if !types.changed && !change.directions.request {
        let field_type = &types.new;
        let meaning = if now {
            format!(
                "the field stays `{field_type}`, and answers that leave it out no longer decode"
            )
        } else {
            format!("no change: the field is `{field_type}` and stands for what is left out")
        };
        return Effect::neutral(what, meaning);
    }
    let values = if now {
        AllowedValues::Fewer
    } else {
        AllowedValues::More
    };
    allowed(change, what.to_owned(), Some(&types), values)
}

/// A part of `allOf`, `anyOf` or `oneOf` was added or removed.
pub(super) fn part(
    clients: Clients<'_>,
    change: &Change<'_>,
    presence: Presence,
    combinator: Combinator,
) -> Effect {
    let what = format!("part of {combinator} {presence}");
    let context = change.context.as_ref();
    let types = context.map(|context| TypePair::of(clients, context));
    let values = AllowedValues::of_part(combinator, presence);
    allowed(change, what, types.as_ref(), values)
}

/// Any other keyword changed.
pub(super) fn keyword(
    clients: Clients<'_>,
    change: &Change<'_>,
    key: &str,
    pair: Pair<'_>,
) -> Effect {
    let context = change.context.as_ref();
    let types = context.map(|context| TypePair::changed_by(clients, context, pair));
    let what = member_change(key, pair);
    if key == "deprecated" {
        return Effect::neutral(what, "documentation only");
    }
    if key == "discriminator" {
        return Effect::neutral(what, "the client does not read it");
    }
    if key == "additionalProperties"
        && pair.new == Some(&Value::Bool(false))
        && change.directions.response
    {
        let touches = types.is_some_and(|types| types.changed);
        return Effect::breaking(what, "answers with a member more no longer decode")
            .touching_if(touches);
    }
    if let Some(types) = types.as_ref().filter(|types| !types.changed)
        && let Some(effect) = keyword_of_same_type(change, key, pair, types)
    {
        return effect;
    }
    allowed(
        change,
        what,
        types.as_ref(),
        AllowedValues::of_keyword(key, pair),
    )
}

/// Returns the effect of a keyword that does not change the type; `None` if it depends on the allowed values only.
fn keyword_of_same_type(
    change: &Change<'_>,
    key: &str,
    pair: Pair<'_>,
    types: &TypePair,
) -> Option<Effect> {
    let what = member_change(key, pair);
    let effect = match key {
        "nullable" if types.new.is_option() => {
            Effect::neutral(what, format!("no change: it is `{}` anyway", types.new))
        }
        "type" => Effect::neutral(what, "no change: the rest of the schema says the type"),
        "pattern" | "minLength" | "maxLength" if types.new.variants().is_some() => {
            Effect::neutral(what, "no change: the enum has the same values")
        }
        "pattern" => {
            let values = types.new.pattern_values()?;
            let allowed = AllowedValues::of_keyword(key, pair);
            if matches!(allowed, AllowedValues::More | AllowedValues::Same) {
                return None;
            }
            let meaning = format!("compiles, and {values} that parsed are refused");
            Effect::breaking(what, meaning)
        }
        "title" => Effect::neutral(what, "documentation only"),
        "default" => default(change.directions, what, pair),
        "readOnly" | "writeOnly" => one_way(change.directions, key, what, pair),
        _ if key.starts_with("x-") => Effect::neutral(what, "the client does not read it"),
        _ => return None,
    };
    Some(effect)
}

fn default(directions: Directions, what: String, pair: Pair<'_>) -> Effect {
    if !directions.request {
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

/// `readOnly` excludes a property from requests, and `writeOnly` excludes it from responses.
fn one_way(directions: Directions, key: &str, what: String, pair: Pair<'_>) -> Effect {
    let excluded_from = if key == "readOnly" {
        directions.request
    } else {
        directions.response
    };
    let is_set = |value: Option<&Value>| value == Some(&Value::Bool(true));
    match (is_set(pair.old), is_set(pair.new)) {
        (false, true) | (true, false) if !excluded_from => {
            Effect::neutral(what, "no change in this direction")
        }
        (false, true) => Effect::breaking(
            what,
            "compiles, and the API may refuse the property or leave it out",
        ),
        (true, false) if key == "readOnly" => {
            Effect::additive(what, "requests may set the property")
        }
        (true, false) => Effect::additive(what, "responses may have the property"),
        _ => Effect::neutral(what, "no change: it says the same"),
    }
}

/// A schema was replaced as a whole.
pub(super) fn whole(clients: Clients<'_>, change: &Change<'_>, pair: Pair<'_>) -> Effect {
    let what = format!("{} → {}", name(pair.old), name(pair.new));
    let Some(context) = &change.context else {
        return Effect::breaking(what, "what it is changes as a whole").touching();
    };
    let types = TypePair::changed_by(clients, context, pair);
    if types.changed || types.holder == Holder::ResponseHeader {
        allowed(change, what, Some(&types), AllowedValues::Unknown)
    } else if types.new.has_inline() {
        Effect::breaking(
            what,
            "a type of its own that is made anew: check its fields",
        )
        .touching()
    } else {
        Effect::neutral(what, format!("no change: it is `{}` both ways", types.new))
    }
}

/// Returns the reference or the type of a schema.
fn name(schema: Option<&Value>) -> String {
    let Some(schema) = schema else {
        return "nothing".to_owned();
    };
    let name = schema.get("$ref").or_else(|| schema.get("type"));
    name.and_then(Value::as_str)
        .map_or("another schema".to_owned(), |name| {
            excerpt(name.strip_prefix("#/components/schemas/").unwrap_or(name))
        })
}

/// Returns the effect of a changed type, or else of the changed values in the directions in which they are sent.
fn allowed(
    change: &Change<'_>,
    what: String,
    types: Option<&TypePair>,
    values: AllowedValues,
) -> Effect {
    if let Some(types) = types.filter(|types| types.changed) {
        return Effect::breaking(what, types.meaning(change.directions)).touching();
    }
    let Directions { request, response } = change.directions;
    match values {
        AllowedValues::Same => Effect::neutral(what, "no change: it says the same"),
        AllowedValues::Unknown => Effect::breaking(
            what,
            "compiles, and what is sent or answered may not be what it was",
        ),
        AllowedValues::More if response => {
            Effect::breaking(what, "compiles, and answers may hold what they never held")
        }
        AllowedValues::Fewer if request => Effect::breaking(
            what,
            "compiles, and requests that were accepted may be refused",
        ),
        AllowedValues::More => Effect::additive(what, "the API accepts more"),
        AllowedValues::Fewer => {
            Effect::neutral(what, "no change: answers hold less than they could")
        }
    }
}
