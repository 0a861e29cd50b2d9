//! An operation and its method.

use super::effect::Effect;
use super::excerpt::{excerpt, member_change};
use crate::rust::{pascal, snake};
use crate::walk::{OperationChange, Pair, Presence};
use serde_json::Value;

pub(super) fn effect(kind: &OperationChange<'_>) -> Effect {
    match kind {
        OperationChange::Presence { presence, id } => operation(*presence, id.as_deref()),
        OperationChange::Moved { from, to } => Effect::breaking(
            format!("{} → {}", excerpt(from), excerpt(to)),
            "the method stays and asks another address: mocks and rules by path miss it",
        ),
        OperationChange::Id(pair) => id(*pair),
        OperationChange::Deprecated(pair) => {
            Effect::neutral(member_change("deprecated", *pair), "documentation only")
        }
    }
}

fn operation(presence: Presence, id: Option<&str>) -> Effect {
    let effect = match (presence, id) {
        (Presence::Added, Some(id)) => {
            Effect::additive("operation added", format!("new method `{}`", snake(id)))
        }
        (Presence::Removed, Some(id)) => Effect::breaking(
            "operation removed",
            format!("method `{}` goes: callers stop compiling", snake(id)),
        ),
        (Presence::Added, None) => Effect::breaking(
            "operation added",
            "it has no operationId: no client can be made",
        ),
        (Presence::Removed, None) => Effect::breaking("operation removed", "it had no method"),
    };
    effect.touching()
}

fn id(pair: Pair<'_>) -> Effect {
    let id = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let what = member_change("operationId", pair);
    match (id(pair.old), id(pair.new)) {
        (_, None) => Effect::breaking(what, "no client can be made without it").touching(),
        (Some(was), Some(is)) if snake(&was) == snake(&is) && pascal(&was) == pascal(&is) => {
            Effect::neutral(what, format!("the method stays `{}`", snake(&is)))
        }
        (Some(was), Some(is)) => Effect::breaking(
            what,
            format!(
                "method `{}` becomes `{}`, its builder too: callers stop compiling",
                snake(&was),
                snake(&is)
            ),
        )
        .touching(),
        (None, Some(is)) => {
            Effect::additive(what, format!("new method `{}`", snake(&is))).touching()
        }
    }
}
