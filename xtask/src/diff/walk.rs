//! A walk over two descriptions side by side, which finds every difference between them.
//!
//! It knows OpenAPI 3.0 and nothing of any language that a client may be written in. Each object's
//! members are gone through by their names, so that one which the walk does not know is told of too.
//! The order of members, parameters, enum values and required names says nothing, and is none.

mod answers;
mod change;
mod document;
mod operations;
mod parameters;
mod place;
mod reach;
mod resolve;
mod schemas;

pub(super) use change::{Change, Directions, Holder, Kind, Pair, Slot, Turn};
use place::Place;
use reach::Reach;
pub(super) use reach::is_open;
pub(super) use resolve::{reference, resolve, schema_name};
use serde_json::Value;
use std::collections::BTreeMap;

/// Every change from the old description to the new one.
pub(super) fn changes<'a>(old: &'a Value, new: &'a Value) -> Vec<Change<'a>> {
    let mut walk = Walk {
        old,
        new,
        reach: Reach::of([old, new]),
        renamed: BTreeMap::new(),
        found: Vec::new(),
    };
    walk.renamed = walk.renamed_components();
    walk.document();
    walk.found
}

struct Walk<'a> {
    old: &'a Value,
    new: &'a Value,
    reach: Reach,
    /// Schema components by their old names.
    renamed: BTreeMap<&'a str, &'a str>,
    found: Vec<Change<'a>>,
}

impl<'a> Walk<'a> {
    fn tell(&mut self, place: &Place<'a>, kind: Kind<'a>) {
        self.found.push(Change {
            place: place.shown.clone(),
            pointer: place.pointer.clone(),
            directions: place.directions,
            kind,
            slot: place.slot.clone(),
            operation: place.operation,
        });
    }

    /// Whether both are objects. If one is none, their difference is told of as a whole.
    fn are_objects(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
        let is_object = |value: Option<&Value>| value.is_some_and(Value::is_object);
        if is_object(pair.old) && is_object(pair.new) {
            return true;
        }
        if pair.differs() {
            let key = key.to_owned();
            self.tell(place, Kind::Member { key, pair });
        }
        false
    }

    /// A member that nothing more is known of than whether it only documents.
    fn member(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) {
        let pair = pair.get(key);
        if pair.differs() {
            let place = place.at(key);
            let key = key.to_owned();
            let kind = if is_documentation(&key) {
                Kind::Documentation { key }
            } else {
                Kind::Member { key, pair }
            };
            self.tell(&place, kind);
        }
    }

    /// A part of both with what it refers to in its place.
    fn resolved(&self, pair: Pair<'a>) -> Pair<'a> {
        Pair {
            old: pair.old.map(|value| resolve(self.old, value)),
            new: pair.new.map(|value| resolve(self.new, value)),
        }
    }
}

/// Whether a member only documents, wherever it stands.
fn is_documentation(key: &str) -> bool {
    matches!(
        key,
        "description" | "summary" | "example" | "examples" | "externalDocs" | "tags" | "xml"
    )
}

/// What came and what went, and what is in both, of two lists of names; each in its own order.
struct Sorted<T> {
    gone: Vec<T>,
    came: Vec<T>,
    both: Vec<T>,
}

impl<T: PartialEq + Copy> Sorted<T> {
    fn of(old: &[T], new: &[T]) -> Self {
        let (both, came) = new.iter().partition(|name| old.contains(name));
        Self {
            gone: old
                .iter()
                .filter(|name| !new.contains(name))
                .copied()
                .collect(),
            came,
            both,
        }
    }
}
