//! Finds every difference between two descriptions.
//!
//! The walk follows OpenAPI 3.0 and is independent of any programming language. It visits each member of each object, so it
//! also reports members that it does not interpret. The order of members, parameters, enum values and required names has no
//! meaning in OpenAPI, so another order is not a difference.

mod bodies;
mod change;
mod components;
mod document;
mod kind;
mod operations;
mod pair;
mod parameters;
mod place;
mod reach;
mod resolve;
mod responses;
mod schemas;

pub(crate) use change::{Change, Directions, Holder, SchemaContext, Section};
pub(crate) use kind::{
    BodyChange, Combinator, ContentChange, DocumentChange, Kind, Location, MemberChange,
    OperationChange, ParameterChange, Presence, ResponseChange, SchemaChange,
};
pub(crate) use pair::Pair;
pub(crate) use resolve::{reference, resolve, schema_name};

use place::Place;
use reach::Reach;
use serde_json::Value;
use std::collections::BTreeMap;

/// Returns every change from the old description to the new one.
pub(crate) fn changes<'a>(old: &'a Value, new: &'a Value) -> Vec<Change<'a>> {
    let mut walk = Walk {
        old,
        new,
        reach: Reach::of([old, new]),
        renamed: BTreeMap::new(),
        changes: Vec::new(),
    };
    walk.renamed = walk.renamed_components();
    walk.document();
    walk.changes
}

struct Walk<'a> {
    old: &'a Value,
    new: &'a Value,
    reach: Reach,
    /// The new names of renamed schema components, by their old names.
    renamed: BTreeMap<&'a str, &'a str>,
    changes: Vec<Change<'a>>,
}

impl<'a> Walk<'a> {
    fn report(&mut self, place: &Place<'a>, kind: impl Into<Kind<'a>>) {
        self.changes.push(Change {
            place: place.label.clone(),
            pointer: place.pointer.clone(),
            section: place.section,
            directions: place.directions,
            kind: kind.into(),
            context: place.context.clone(),
            operation: place.operation,
        });
    }

    /// Reports that a member is written in another way with the same meaning.
    fn report_notation(&mut self, place: &Place<'a>, key: &str) {
        let key = key.to_owned();
        self.report(place, MemberChange::Notation { key });
    }

    /// Reports a member that the walk does not interpret.
    fn report_member(&mut self, place: &Place<'a>, key: &str, pair: Pair<'a>) {
        let key = key.to_owned();
        self.report(place, MemberChange::Other { key, pair });
    }

    /// Returns whether both are objects. Otherwise reports their difference as a whole.
    fn are_objects(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
        let is_object = |value: Option<&Value>| value.is_some_and(Value::is_object);
        if is_object(pair.old) && is_object(pair.new) {
            return true;
        }
        if pair.differs() {
            self.report_member(place, key, pair);
        }
        false
    }

    /// Compares a member of which the walk knows at most that it is documentation.
    fn member(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) {
        let pair = pair.get(key);
        if pair.differs() {
            let place = place.at(key);
            if is_documentation(key) {
                let key = key.to_owned();
                self.report(&place, MemberChange::Documentation { key });
            } else {
                self.report_member(&place, key, pair);
            }
        }
    }

    /// Returns whether one of both has members. A missing object is equivalent to an empty one.
    fn have_members(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
        let is_empty = |value: Option<&Value>| {
            value.is_none_or(|value| value.as_object().is_some_and(serde_json::Map::is_empty))
        };
        if is_empty(pair.old) && is_empty(pair.new) {
            if pair.differs() {
                self.report_notation(place, key);
            }
            return false;
        }
        let is_object = |value: Option<&Value>| value.is_none_or(Value::is_object);
        (is_object(pair.old) && is_object(pair.new)) || self.are_objects(pair, place, key)
    }

    /// Compares the member `required` of a parameter, body or header. Its default is false.
    fn required_flag(&mut self, pair: Pair<'a>, place: &Place<'a>, kind: fn(bool) -> Kind<'a>) {
        let now = is_required(pair.new);
        let place = place.at("required");
        if is_required(pair.old) != now {
            self.report(&place, kind(now));
        } else if pair.get("required").differs() {
            self.report_notation(&place, "required");
        }
    }

    /// Returns the targets of references. Members beside a reference have no meaning, and neither has the choice between a
    /// reference and its target.
    fn resolved(&mut self, pair: Pair<'a>, place: &Place<'a>) -> Pair<'a> {
        let resolved = Pair {
            old: pair.old.map(|value| resolve(self.old, value)),
            new: pair.new.map(|value| resolve(self.new, value)),
        };
        let is_reference = |value: Option<&Value>| value.and_then(reference).is_some();
        let (old, new) = (is_reference(pair.old), is_reference(pair.new));
        if (old || new) && !resolved.differs() && pair.differs() {
            self.report_notation(place, "$ref");
        } else if old && new {
            for key in pair.keys().into_iter().filter(|key| *key != "$ref") {
                if pair.get(key).differs() {
                    self.report_notation(&place.at(key), key);
                }
            }
        }
        resolved
    }
}

/// Whether a parameter, body or header is required.
fn is_required(part: Option<&Value>) -> bool {
    part.and_then(|part| part.get("required")) == Some(&Value::Bool(true))
}

/// Whether a member is documentation in every object that has it.
fn is_documentation(key: &str) -> bool {
    matches!(
        key,
        "description" | "summary" | "example" | "examples" | "externalDocs" | "tags" | "xml"
    )
}

/// The differences between two lists whose order has no meaning.
struct SetDifference<T> {
    /// The items that only the old list has, in its order.
    removed: Vec<T>,
    /// The items that only the new list has, in its order.
    added: Vec<T>,
    /// The items that both lists have, in the new list's order.
    common: Vec<T>,
    /// Whether both lists have the same items, but one of these occurs more often in one list.
    is_repeated: bool,
}

impl<T: PartialEq + Copy> SetDifference<T> {
    fn of(old: &[T], new: &[T]) -> Self {
        let (common, added): (Vec<T>, Vec<T>) = new.iter().partition(|item| old.contains(item));
        let removed: Vec<T> = old
            .iter()
            .filter(|item| !new.contains(item))
            .copied()
            .collect();
        let times = |all: &[T], item: &T| all.iter().filter(|other| *other == item).count();
        let is_repeated = removed.is_empty()
            && added.is_empty()
            && old.iter().any(|item| times(old, item) != times(new, item));
        Self {
            removed,
            added,
            common,
            is_repeated,
        }
    }

    /// Whether both lists have the same items.
    fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}
