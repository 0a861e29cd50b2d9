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
pub(super) use document::NONE;

use place::Place;
use reach::Reach;
pub(super) use reach::is_open;
pub(super) use resolve::{reference, resolve, schema_name};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;

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

    /// Whether both have members, where none at all is as good as an empty object.
    fn have_members(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
        let is_empty = |value: Option<&Value>| {
            value.is_none_or(|value| value.as_object().is_some_and(serde_json::Map::is_empty))
        };
        if is_empty(pair.old) && is_empty(pair.new) {
            if pair.differs() {
                let key = key.to_owned();
                self.tell(place, Kind::Spelling { key });
            }
            return false;
        }
        let is_object = |value: Option<&Value>| value.is_none_or(Value::is_object);
        (is_object(pair.old) && is_object(pair.new)) || self.are_objects(pair, place, key)
    }

    /// The flag `required`, which is off unless it is set.
    fn required_flag(&mut self, pair: Pair<'a>, place: &Place<'a>, kind: fn(bool) -> Kind<'a>) {
        let is_set = |part: Option<&Value>| {
            part.and_then(|part| part.get("required")) == Some(&Value::Bool(true))
        };
        let now = is_set(pair.new);
        let key = "required".to_owned();
        let place = place.at(&key);
        if is_set(pair.old) != now {
            self.tell(&place, kind(now));
        } else if pair.get(&key).differs() {
            self.tell(&place, Kind::Spelling { key });
        }
    }

    /// A part of both with what it refers to in its place. What stands beside a reference counts for
    /// nothing, and neither does how a part that stays the same is referred to.
    fn resolved(&mut self, pair: Pair<'a>, place: &Place<'a>) -> Pair<'a> {
        let resolved = Pair {
            old: pair.old.map(|value| resolve(self.old, value)),
            new: pair.new.map(|value| resolve(self.new, value)),
        };
        let is_reference = |value: Option<&Value>| value.and_then(reference).is_some();
        let (old, new) = (is_reference(pair.old), is_reference(pair.new));
        if (old || new) && !resolved.differs() && pair.differs() {
            let key = "$ref".to_owned();
            self.tell(place, Kind::Spelling { key });
        } else if old && new {
            for key in pair.keys().into_iter().filter(|key| *key != "$ref") {
                if pair.get(key).differs() {
                    let key = key.to_owned();
                    self.tell(&place.at(&key), Kind::Spelling { key });
                }
            }
        }
        resolved
    }
}

/// Whether a member only documents, wherever it stands.
fn is_documentation(key: &str) -> bool {
    matches!(
        key,
        "description" | "summary" | "example" | "examples" | "externalDocs" | "tags" | "xml"
    )
}

/// What came and what went, and what is in both, of two lists; each in its own order.
struct Sorted<T> {
    gone: Vec<T>,
    came: Vec<T>,
    both: Vec<T>,
    /// Nothing came or went, and yet something is there more often in one than in the other.
    is_repeated: bool,
}

impl<T: Eq + Hash + Copy> Sorted<T> {
    fn of(old: &[T], new: &[T]) -> Self {
        let times = |all: &[T]| {
            let mut times: HashMap<T, usize> = HashMap::new();
            for item in all {
                *times.entry(*item).or_default() += 1;
            }
            times
        };
        let (before, now) = (times(old), times(new));
        let (both, came): (Vec<T>, Vec<T>) = new.iter().partition(|item| before.contains_key(item));
        let gone = old.iter().filter(|item| !now.contains_key(item));
        let gone: Vec<T> = gone.copied().collect();
        Self {
            is_repeated: gone.is_empty() && came.is_empty() && before != now,
            gone,
            came,
            both,
        }
    }
}

/// Items of two lists that have the same key, and the items of each that are left.
struct Paired<T> {
    pairs: Vec<(T, T)>,
    old: Vec<T>,
    new: Vec<T>,
}

impl<T> Paired<T> {
    /// Pairs the items, the first ones of a key first. An item without a key is left.
    fn by<K: Ord>(old: Vec<T>, new: Vec<T>, key: impl Fn(&T) -> Option<K>) -> Self {
        let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (index, item) in new.iter().enumerate() {
            if let Some(key) = key(item) {
                waiting.entry(key).or_default().push_back(index);
            }
        }
        let mut new: Vec<Option<T>> = new.into_iter().map(Some).collect();
        let mut pairs = Vec::new();
        let mut left = Vec::new();
        for was in old {
            let waiting = key(&was).and_then(|key| waiting.get_mut(&key));
            let index = waiting.and_then(VecDeque::pop_front);
            match index.and_then(|index| new.get_mut(index)?.take()) {
                Some(is) => pairs.push((was, is)),
                None => left.push(was),
            }
        }
        Self {
            pairs,
            old: left,
            new: new.into_iter().flatten().collect(),
        }
    }
}
