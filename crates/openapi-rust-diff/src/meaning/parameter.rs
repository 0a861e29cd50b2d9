//! The parameters of an operation, which are setters of its builder.

use super::clients::Clients;
use super::effect::Effect;
use super::excerpt::{excerpt, member_change};
use crate::rust::{Client, RustType, snake};
use crate::walk::{Location, ParameterChange, Presence};
use serde_json::Value;

pub(super) fn effect(clients: Clients<'_>, kind: &ParameterChange<'_>) -> Effect {
    match kind {
        ParameterChange::Presence {
            presence: Presence::Added,
            required,
            parameter,
        } => added(clients.new, *required, parameter),
        ParameterChange::Presence {
            presence: Presence::Removed,
            parameter,
            ..
        } => removed(parameter),
        ParameterChange::Renamed { from, to, location } => renamed(from, to, *location),
        ParameterChange::Moved { from, to } => Effect::breaking(
            format!("in {from} → in {to}"),
            "the setter stays, and the value is sent elsewhere",
        )
        .touching_if([from, to].contains(&&Location::Cookie)),
        ParameterChange::Required { now: true } => Effect::breaking(
            "becomes required",
            "callers compile, and a call that leaves it out is an error before it is sent",
        ),
        ParameterChange::Required { now: false } => Effect::additive(
            "becomes optional",
            "a call may leave it out; the setter stays",
        ),
        ParameterChange::Deprecated(pair) => {
            Effect::neutral(member_change("deprecated", *pair), "documentation only")
        }
    }
}

fn setter(parameter: &Value) -> String {
    let name = parameter.get("name").and_then(Value::as_str);
    snake(name.unwrap_or_default())
}

fn added(client: Client<'_>, required: bool, parameter: &Value) -> Effect {
    let name = setter(parameter);
    let effect = if Location::of(parameter) == Location::Cookie {
        Effect::breaking(
            "parameter added",
            "no client can be made: it has no cookies",
        )
    } else if required {
        Effect::breaking(
            "required parameter added",
            format!(
                "callers compile, and each call is an error before it is sent until it sets `{name}`"
            ),
        )
    } else {
        let schema = parameter.get("schema");
        let accepted = schema.map_or(RustType::Json, |schema| client.parameter(schema));
        Effect::additive(
            "optional parameter added",
            format!("new setter `{name}` of `{accepted}`; a call that leaves it out goes on"),
        )
    };
    effect.touching()
}

fn removed(parameter: &Value) -> Effect {
    Effect::breaking(
        "parameter removed",
        format!(
            "setter `{}` goes: callers that set it stop compiling",
            setter(parameter)
        ),
    )
    .touching()
}

fn renamed(from: &str, to: &str, location: Location<'_>) -> Effect {
    let what = format!("renamed `{}` → `{}`", excerpt(from), excerpt(to));
    let (was, is) = (snake(from), snake(to));
    if was != is {
        let meaning = format!("setter `{was}` becomes `{is}`: callers stop compiling");
        Effect::breaking(what, meaning).touching()
    } else if location == Location::Path {
        Effect::neutral(what, "the setter stays, and a path shows no name")
    } else if location == Location::Header && from.eq_ignore_ascii_case(to) {
        Effect::neutral(
            what,
            "the setter stays, and case has no meaning in a header's name",
        )
    } else {
        Effect::breaking(what, "the setter stays, and the API is sent another name")
    }
}
