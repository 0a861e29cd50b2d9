//! Whether a schema allows more or fewer values after a change.

use super::pattern::includes;
use crate::walk::{Combinator, Pair, Presence};
use serde_json::Value;
use std::cmp::Ordering;

/// The change of the set of values that a schema allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AllowedValues {
    /// The old values and others.
    More,
    /// Only some of the old values.
    Fewer,
    Same,
    Unknown,
}

impl AllowedValues {
    /// Returns the effect of a keyword's change.
    pub(super) fn of_keyword(key: &str, pair: Pair<'_>) -> Self {
        match key {
            "nullable" => flag(pair, Self::More),
            "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" => flag(pair, Self::Fewer),
            "maximum" | "maxLength" | "maxItems" | "maxProperties" => bound(pair, Self::More),
            "minimum" | "minLength" | "minItems" | "minProperties" => bound(pair, Self::Fewer),
            "additionalProperties" => additional_properties(pair),
            "pattern" => pattern(pair),
            "format" | "multipleOf" | "enum" | "not" | "allOf" | "required" | "items" | "type"
            | "properties" => constraint(pair),
            "title" | "deprecated" => Self::Same,
            _ if key.starts_with("x-") => Self::Same,
            _ => Self::Unknown,
        }
    }

    /// Returns the effect of an added or removed part.
    pub(super) fn of_part(combinator: Combinator, presence: Presence) -> Self {
        match (combinator, presence) {
            (Combinator::All, Presence::Added)
            | (Combinator::Any | Combinator::One, Presence::Removed) => Self::Fewer,
            (Combinator::All, Presence::Removed)
            | (Combinator::Any | Combinator::One, Presence::Added) => Self::More,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Self::More => Self::Fewer,
            Self::Fewer => Self::More,
            Self::Same | Self::Unknown => self,
        }
    }
}

/// A flag whose default is false.
fn flag(pair: Pair<'_>, when_set: AllowedValues) -> AllowedValues {
    let is_set = |value: Option<&Value>| match value {
        None => Some(false),
        Some(value) => value.as_bool(),
    };
    match (is_set(pair.old), is_set(pair.new)) {
        (Some(false), Some(true)) => when_set,
        (Some(true), Some(false)) => when_set.opposite(),
        (Some(_), Some(_)) => AllowedValues::Same,
        _ => AllowedValues::Unknown,
    }
}

/// A bound, which constrains as soon as it is present.
fn bound(pair: Pair<'_>, when_raised: AllowedValues) -> AllowedValues {
    let number = |value: Option<&Value>| value.map(Value::as_f64);
    match (number(pair.old), number(pair.new)) {
        (None, Some(Some(_))) => AllowedValues::Fewer,
        (Some(Some(_)), None) => AllowedValues::More,
        (Some(Some(old)), Some(Some(new))) if new > old => when_raised,
        (Some(Some(old)), Some(Some(new))) if new < old => when_raised.opposite(),
        // 10 and 10.0.
        (Some(Some(_)), Some(Some(_))) => AllowedValues::Same,
        _ => AllowedValues::Unknown,
    }
}

/// A regular expression.
fn pattern(pair: Pair<'_>) -> AllowedValues {
    let text = |value: Option<&'_ Value>| value.and_then(Value::as_str).map(str::to_owned);
    let (Some(old), Some(new)) = (text(pair.old), text(pair.new)) else {
        return constraint(pair);
    };
    match (includes(&new, &old), includes(&old, &new)) {
        (true, true) => AllowedValues::Same,
        (true, false) => AllowedValues::More,
        (false, true) => AllowedValues::Fewer,
        (false, false) => AllowedValues::Unknown,
    }
}

/// Any other constraint. The effect of another value is unknown.
fn constraint(pair: Pair<'_>) -> AllowedValues {
    match (pair.old, pair.new) {
        (None, Some(_)) => AllowedValues::Fewer,
        (Some(_), None) => AllowedValues::More,
        _ => AllowedValues::Unknown,
    }
}

/// Properties that the schema does not name: all, some, or none.
fn additional_properties(pair: Pair<'_>) -> AllowedValues {
    let rank = |value: Option<&Value>| match value {
        None | Some(Value::Bool(true)) => 2,
        Some(Value::Bool(false)) => 0,
        Some(Value::Object(members)) if members.is_empty() => 2,
        Some(_) => 1,
    };
    match rank(pair.new).cmp(&rank(pair.old)) {
        Ordering::Greater => AllowedValues::More,
        Ordering::Less => AllowedValues::Fewer,
        Ordering::Equal if rank(pair.new) == 1 => AllowedValues::Unknown,
        Ordering::Equal => AllowedValues::Same,
    }
}
