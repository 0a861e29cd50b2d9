//! Whether a keyword's change allows more or less.

use super::super::walk::Pair;
use super::super::walk::Turn;
use serde_json::Value;

/// What a change does to the values that a schema allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// All that were allowed, and more.
    Wider,
    /// Some of those that were allowed, and no others.
    Narrower,
    /// Nobody can tell.
    Unknown,
    /// The same.
    Same,
}

/// What a keyword's change does.
pub(super) fn of(key: &str, pair: Pair<'_>) -> Motion {
    match key {
        "nullable" => flag(pair, Motion::Wider),
        "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => flag(pair, Motion::Narrower),
        "maximum" | "maxLength" | "maxItems" | "maxProperties" => bound(pair, Motion::Wider),
        "minimum" | "minLength" | "minItems" | "minProperties" => bound(pair, Motion::Narrower),
        "additionalProperties" => additional(pair),
        "pattern" | "format" | "multipleOf" | "enum" | "not" | "allOf" | "required" | "items"
        | "type" | "properties" => constraint(pair, Motion::Narrower),
        "anyOf" | "oneOf" => constraint(pair, Motion::Unknown),
        "title" | "deprecated" => Motion::Same,
        _ if key.starts_with("x-") => Motion::Same,
        _ => Motion::Unknown,
    }
}

/// What a part more or less of `allOf`, `anyOf` or `oneOf` does.
pub(super) fn of_part(of: &str, turn: Turn) -> Motion {
    match (of, turn) {
        ("allOf", Turn::Added) | ("anyOf" | "oneOf", Turn::Removed) => Motion::Narrower,
        ("allOf", Turn::Removed) | ("anyOf" | "oneOf", Turn::Added) => Motion::Wider,
        _ => Motion::Unknown,
    }
}

fn opposite(motion: Motion) -> Motion {
    match motion {
        Motion::Wider => Motion::Narrower,
        Motion::Narrower => Motion::Wider,
        other => other,
    }
}

/// A flag that is off unless it is set.
fn flag(pair: Pair<'_>, when_set: Motion) -> Motion {
    let is_set = |value: Option<&Value>| match value {
        None => Some(false),
        Some(value) => value.as_bool(),
    };
    match (is_set(pair.old), is_set(pair.new)) {
        (Some(false), Some(true)) => when_set,
        (Some(true), Some(false)) => opposite(when_set),
        (Some(_), Some(_)) => Motion::Same,
        _ => Motion::Unknown,
    }
}

/// A bound, and what it does when it is raised.
fn bound(pair: Pair<'_>, when_raised: Motion) -> Motion {
    let number = |value: Option<&Value>| value.map(Value::as_f64);
    match (number(pair.old), number(pair.new)) {
        (None, Some(Some(_))) => Motion::Narrower,
        (Some(Some(_)), None) => Motion::Wider,
        (Some(Some(old)), Some(Some(new))) if new > old => when_raised,
        (Some(Some(old)), Some(Some(new))) if new < old => opposite(when_raised),
        // 10 and 10.0.
        (Some(Some(_)), Some(Some(_))) => Motion::Same,
        _ => Motion::Unknown,
    }
}

/// Something that has to hold, where it is said.
fn constraint(pair: Pair<'_>, when_added: Motion) -> Motion {
    match (pair.old, pair.new) {
        (None, Some(_)) => when_added,
        (Some(_), None) => opposite(when_added),
        _ => Motion::Unknown,
    }
}

/// Members beyond those that are named: all, some, or none.
fn additional(pair: Pair<'_>) -> Motion {
    let rank = |value: Option<&Value>| match value {
        None | Some(Value::Bool(true)) => 2,
        Some(Value::Bool(false)) => 0,
        Some(Value::Object(members)) if members.is_empty() => 2,
        Some(_) => 1,
    };
    match rank(pair.new).cmp(&rank(pair.old)) {
        std::cmp::Ordering::Greater => Motion::Wider,
        std::cmp::Ordering::Less => Motion::Narrower,
        std::cmp::Ordering::Equal if rank(pair.new) == 1 => Motion::Unknown,
        std::cmp::Ordering::Equal => Motion::Same,
    }
}
