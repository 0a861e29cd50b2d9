//! The state of the walk, and the comparisons that all parts of a description share.

use super::change::Change;
use super::kind::{Kind, MemberChange};
use super::pair::Pair;
use super::place::Place;
use super::reach::Reach;
use super::renamed::renamed_schemas;
use super::resolve::{reference, resolve};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The state of the comparison: both descriptions and the changes found so far.
pub(super) struct Walk<'a> {
    pub(super) old: &'a Value,
    pub(super) new: &'a Value,
    pub(super) reach: Reach,
    /// The new names of renamed schema components, by their old names.
    pub(super) renamed: BTreeMap<&'a str, &'a str>,
    /// The same new names.
    pub(super) renamed_to: BTreeSet<&'a str>,
    pub(super) changes: Vec<Change<'a>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(old: &'a Value, new: &'a Value) -> Self {
        let renamed = renamed_schemas(old, new);
        Self {
            old,
            new,
            reach: Reach::of([old, new]),
            renamed_to: renamed.values().copied().collect(),
            renamed,
            changes: Vec::new(),
        }
    }

    /// Adds a change at a place.
    pub(super) fn report(&mut self, place: &Place<'a>, kind: impl Into<Kind<'a>>) {
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
    pub(super) fn report_notation(&mut self, place: &Place<'a>, key: &str) {
        let key = key.to_owned();
        self.report(place, MemberChange::Notation { key });
    }

    /// Reports a member that the walk does not interpret.
    pub(super) fn report_member(&mut self, place: &Place<'a>, key: &str, pair: Pair<'a>) {
        let key = key.to_owned();
        self.report(place, MemberChange::Other { key, pair });
    }

    /// Returns whether both are objects. Otherwise reports their difference as a whole.
    pub(super) fn are_objects(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
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
    pub(super) fn member(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) {
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
    pub(super) fn have_members(&mut self, pair: Pair<'a>, place: &Place<'a>, key: &str) -> bool {
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
    pub(super) fn required_flag(
        &mut self,
        pair: Pair<'a>,
        place: &Place<'a>,
        kind: fn(bool) -> Kind<'a>,
    ) {
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
    pub(super) fn resolved(&mut self, pair: Pair<'a>, place: &Place<'a>) -> Pair<'a> {
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
pub(super) fn is_required(part: Option<&Value>) -> bool {
    part.and_then(|part| part.get("required")) == Some(&Value::Bool(true))
}

/// Whether a member is documentation in every object that has it.
pub(super) fn is_documentation(key: &str) -> bool {
    matches!(
        key,
        "description" | "summary" | "example" | "examples" | "externalDocs" | "tags" | "xml"
    )
}
