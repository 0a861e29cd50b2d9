//! The parameters of an operation, including those of its path.

use super::change::{Directions, Holder, SchemaContext};
use super::kind::{Location, ParameterChange, Presence, SchemaChange};
use super::operations::{Operation, placeholders};
use super::pair::Pair;
use super::paired::Paired;
use super::place::Place;
use super::resolve::resolve;
use super::walker::{Walk, is_required};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;

/// A parameter of one description.
#[derive(Clone, Copy)]
struct Parameter<'a> {
    location: Location<'a>,
    name: &'a str,
    /// The index of its placeholder in the path.
    position: Option<usize>,
    /// The number of earlier parameters with the same location and name; 0 in a valid description.
    copy: usize,
    /// Whether it is a parameter of the path.
    shared: bool,
    /// The index in the list of parameters.
    index: usize,
    /// The parameter, after references are resolved.
    value: &'a Value,
    /// The parameter, or a reference to it.
    written: &'a Value,
}

/// A key of a parameter: a location, a name, and the number of a copy or of a placeholder.
type Key<'a> = (Option<Location<'a>>, Cow<'a, str>, usize);

/// Returns the keys that identify a parameter in both descriptions, in the order in which they are tried: location and
/// name, then the placeholder in the path, then the name.
fn keys<'a>() -> [fn(&Parameter<'a>) -> Option<Key<'a>>; 3] {
    [
        |parameter| Some((Some(parameter.location), parameter.key(), parameter.copy)),
        |parameter| Some((None, Cow::default(), parameter.position?)),
        |parameter| Some((None, parameter.name.into(), parameter.copy)),
    ]
}

impl<'n> Parameter<'n> {
    /// Returns the name, in lower case if case has no meaning.
    fn key(&self) -> Cow<'n, str> {
        match self.location {
            Location::Header => self.name.to_ascii_lowercase().into(),
            _ => self.name.into(),
        }
    }

    fn place<'a>(&self, operation: &Place<'a>, path: &str) -> Place<'a> {
        let mut place = operation.clone();
        if self.shared {
            place.pointer = Place::new("", place.section, &["paths", path]).pointer;
        }
        let place = place.at("parameters").at(&self.index.to_string());
        place.part(&format!("{} {}", self.location, self.name))
    }

    /// Whether two parameters differ in nothing but their names.
    fn is_renamed(&self, other: &Self) -> bool {
        let contents =
            |value: &Value| ["schema", "content", "required"].map(|key| value.get(key).cloned());
        self.location == other.location && contents(self.value) == contents(other.value)
    }
}

impl<'a> Walk<'a> {
    pub(super) fn parameters(&mut self, was: Operation<'a>, is: Operation<'a>, place: &Place<'a>) {
        let place = place.clone().directions(Directions::REQUEST);
        self.parameter_lists(was, is, &place);
        let mut removed = parameters(self.old, was);
        let mut added = parameters(self.new, is);
        for key in keys() {
            let paired = Paired::by(removed, added, key);
            for (was, now) in paired.pairs {
                self.parameter(was, now, &now.place(&place, is.path));
            }
            (removed, added) = (paired.old, paired.new);
        }
        if let ([was], [now]) = (removed.as_slice(), added.as_slice())
            && was.is_renamed(now)
        {
            self.parameter(*was, *now, &now.place(&place, is.path));
            return;
        }
        for (presence, path, parameters) in [
            (Presence::Removed, was.path, removed),
            (Presence::Added, is.path, added),
        ] {
            for parameter in parameters {
                let change = ParameterChange::Presence {
                    presence,
                    required: is_required(Some(parameter.value)),
                    parameter: parameter.value,
                };
                self.report(&parameter.place(&place, path), change);
            }
        }
    }

    /// Compares the lists as such: of the path, and of the operation.
    fn parameter_lists(&mut self, was: Operation<'a>, is: Operation<'a>, place: &Place<'a>) {
        let place = place.at("parameters");
        let is_list = |list: Option<&Value>| list.is_none_or(Value::is_array);
        let count = |list: Option<&Value>| list.and_then(Value::as_array).map_or(0, Vec::len);
        for pair in [
            Pair::both(was.item, is.item),
            Pair::both(was.value, is.value),
        ] {
            let pair = pair.get("parameters");
            if !pair.differs() {
                continue;
            }
            if !is_list(pair.old) || !is_list(pair.new) {
                self.report_member(&place, "parameters", pair);
            } else if count(pair.old) == 0 && count(pair.new) == 0 {
                self.report_notation(&place, "parameters");
            }
        }
    }

    fn parameter(&mut self, was: Parameter<'a>, is: Parameter<'a>, place: &Place<'a>) {
        if was.location != is.location {
            let (from, to) = (was.location, is.location);
            self.report(place, ParameterChange::Moved { from, to });
        }
        if was.name != is.name {
            let change = ParameterChange::Renamed {
                from: was.name.to_owned(),
                to: is.name.to_owned(),
                location: is.location,
            };
            self.report(place, change);
        }
        let pair = self.resolved(Pair::both(was.written, is.written), place);
        if !self.are_objects(pair, place, is.name) {
            return;
        }
        for key in pair.keys() {
            let member = pair.get(key);
            let is_text = member.old.is_some_and(Value::is_string)
                || member.new.is_some_and(Value::is_string);
            match key {
                // Already reported as renamed or moved.
                "name" | "in" if is_text => {}
                "required" => {
                    self.required_flag(pair, place, |now| ParameterChange::Required { now }.into())
                }
                "schema" => self.held_schema(pair, place, Holder::Parameter, is.name),
                "deprecated" => {
                    if member.differs() {
                        self.report(&place.at(key), ParameterChange::Deprecated(member));
                    }
                }
                _ => self.member(pair, place, key),
            }
        }
    }

    /// Compares the schema of a parameter, a header or a body.
    pub(super) fn held_schema(
        &mut self,
        object: Pair<'a>,
        place: &Place<'a>,
        holder: Holder,
        name: &str,
    ) {
        let pair = object.get("schema");
        let place = place.at("schema");
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => {
                let context = SchemaContext {
                    holder,
                    name: name.to_owned(),
                    old,
                    new,
                    path: Vec::new(),
                };
                self.schema(pair, &place.context(context));
            }
            _ if pair.differs() => self.report(&place, SchemaChange::Whole(pair)),
            _ => {}
        }
    }
}

/// Returns the parameters of an operation, which override those of its path.
fn parameters<'a>(document: &'a Value, operation: Operation<'a>) -> Vec<Parameter<'a>> {
    let names = placeholders(operation.path);
    let mut found: Vec<Parameter<'a>> = Vec::new();
    for (part, value) in [operation.item, operation.value].into_iter().enumerate() {
        let mut own: Vec<Parameter<'a>> = Vec::new();
        let mut copies: HashMap<(Location<'_>, &str), usize> = HashMap::new();
        let all = value.get("parameters").and_then(Value::as_array);
        for (index, written) in all.into_iter().flatten().enumerate() {
            let value = resolve(document, written);
            let location = Location::of(value);
            let name = value
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let copies = copies.entry((location, name)).or_default();
            let copy = *copies;
            *copies += 1;
            let position = (location == Location::Path && copy == 0)
                .then(|| names.iter().position(|other| *other == name))
                .flatten();
            own.push(Parameter {
                location,
                name,
                position,
                copy,
                shared: part == 0,
                index,
                value,
                written,
            });
        }
        found.retain(|shared| !copies.contains_key(&(shared.location, shared.name)));
        found.extend(own);
    }
    found
}
