//! The parameters of an operation, its path's among them.

use super::change::{Directions, Holder, Kind, Pair, Slot, Turn};
use super::operations::{Operation, placeholders};
use super::place::Place;
use super::{Paired, Walk, resolve};
use serde_json::Value;
use std::collections::HashMap;

/// What pairs two parameters: a kind, a name, and a number.
type Key<'a> = (&'a str, &'a str, usize);

/// A parameter with what tells it from the others.
#[derive(Clone, Copy)]
struct Parameter<'a> {
    kind: &'a str,
    name: &'a str,
    /// Where in the path it stands.
    position: Option<usize>,
    /// How many of the same name came before: none, in a description that is right.
    copy: usize,
    /// Whether the path has it for all its operations, and where in the list.
    shared: bool,
    index: usize,
    value: &'a Value,
    /// As it is written: itself, or a reference to it.
    written: &'a Value,
}

impl Parameter<'_> {
    fn is_required(&self) -> bool {
        self.value.get("required") == Some(&Value::Bool(true))
    }

    fn place<'a>(&self, operation: &Place<'a>, path: &str) -> Place<'a> {
        let mut place = operation.clone();
        if self.shared {
            place.pointer = Place::new("", &["paths", path]).pointer;
        }
        let place = place.at("parameters").at(&self.index.to_string());
        place.part(&format!("{} {}", self.kind, self.name))
    }
}

impl<'a> Walk<'a> {
    pub(super) fn parameters(&mut self, was: Operation<'a>, is: Operation<'a>, place: &Place<'a>) {
        let of = |operation: Operation<'a>| {
            [operation.item, operation.value].map(|part| part.get("parameters"))
        };
        let place = place.clone().travelling(Directions::REQUEST);
        for (old, new) in of(was).into_iter().zip(of(is)) {
            let pair = Pair { old, new };
            let key = "parameters".to_owned();
            let is_list = |list: Option<&Value>| list.is_none_or(Value::is_array);
            let count = |list: Option<&Value>| list.and_then(Value::as_array).map_or(0, Vec::len);
            if !pair.differs() {
                continue;
            }
            if !is_list(old) || !is_list(new) {
                self.tell(&place.at(&key), Kind::Member { key, pair });
            } else if count(old) == 0 && count(new) == 0 {
                // An empty list says what none says.
                self.tell(&place.at(&key), Kind::Spelling { key });
            }
        }
        let path = is.path;
        let old_path = was.path;
        let mut gone = parameters(self.old, was);
        let mut came = parameters(self.new, is);
        // By kind and name, by the place in the path, and at last by the name alone.
        let keys: [fn(&Parameter<'a>) -> Option<Key<'a>>; 3] = [
            |one| Some((one.kind, one.name, one.copy)),
            |one| one.position.map(|position| ("", "", position)),
            |one| Some(("", one.name, one.copy)),
        ];
        for key in keys {
            let paired = Paired::by(gone, came, key);
            for (was, is) in paired.pairs {
                self.parameter(was, is, &is.place(&place, path));
            }
            (gone, came) = (paired.old, paired.new);
        }
        if let ([was], [is]) = (gone.as_slice(), came.as_slice())
            && was.kind == is.kind
            && is_alike(was.value, is.value)
        {
            self.parameter(*was, *is, &is.place(&place, path));
            return;
        }
        for (turn, path, all) in [(Turn::Removed, old_path, gone), (Turn::Added, path, came)] {
            for parameter in all {
                let kind = Kind::Parameter {
                    turn,
                    required: parameter.is_required(),
                    parameter: parameter.value,
                };
                self.tell(&parameter.place(&place, path), kind);
            }
        }
    }

    fn parameter(&mut self, was: Parameter<'a>, is: Parameter<'a>, place: &Place<'a>) {
        if was.kind != is.kind {
            let (from, to) = (was.kind.to_owned(), is.kind.to_owned());
            self.tell(place, Kind::ParameterMoved { from, to });
        }
        if was.name != is.name {
            let (from, to) = (was.name.to_owned(), is.name.to_owned());
            self.tell(place, Kind::ParameterRenamed { from, to });
        }
        let pair = self.resolved(Pair::both(was.written, is.written), place);
        if !self.are_objects(pair, place, is.name) {
            return;
        }
        for key in pair.keys() {
            match key {
                // Told of as renamed or moved, where both are texts.
                "name" | "in" if pair.get(key).old.is_some_and(Value::is_string) => {}
                "name" | "in" if pair.get(key).new.is_some_and(Value::is_string) => {}
                "required" => {
                    self.required_flag(pair, place, |now| Kind::ParameterRequired { now });
                }
                "schema" => self.held_schema(pair, place, Holder::Parameter, is.name),
                "deprecated" => {
                    let pair = pair.get(key);
                    if pair.differs() {
                        let key = key.to_owned();
                        self.tell(&place.at(&key), Kind::Keyword { key, pair });
                    }
                }
                _ => self.member(pair, place, key),
            }
        }
    }

    /// The schema of a parameter, a header or a body.
    pub(super) fn held_schema(
        &mut self,
        holder: Pair<'a>,
        place: &Place<'a>,
        kind: Holder,
        name: &str,
    ) {
        let pair = holder.get("schema");
        let place = place.at("schema");
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => {
                let slot = Slot {
                    holder: kind,
                    name: name.to_owned(),
                    old,
                    new,
                    within: Vec::new(),
                };
                self.schema(Pair::both(old, new), &place.holding(slot));
            }
            _ if pair.differs() => self.tell(&place, Kind::Schema(pair)),
            _ => {}
        }
    }
}

/// The parameters of an operation: its own go before those of its path.
fn parameters<'a>(document: &'a Value, operation: Operation<'a>) -> Vec<Parameter<'a>> {
    let names = placeholders(operation.path);
    let mut found: Vec<Parameter<'a>> = Vec::new();
    for (part, value) in [operation.item, operation.value].into_iter().enumerate() {
        let mut own: Vec<Parameter<'a>> = Vec::new();
        let mut copies: HashMap<(&str, &str), usize> = HashMap::new();
        let all = value.get("parameters").and_then(Value::as_array);
        for (index, value) in all.into_iter().flatten().enumerate() {
            let written = value;
            let value = resolve(document, written);
            let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
            let (kind, name) = (text("in"), text("name"));
            let copies = copies.entry((kind, name)).or_default();
            let copy = *copies;
            *copies += 1;
            let position = (kind == "path" && copy == 0)
                .then(|| names.iter().position(|other| *other == name))
                .flatten();
            own.push(Parameter {
                kind,
                name,
                position,
                copy,
                shared: part == 0,
                index,
                value,
                written,
            });
        }
        found.retain(|shared| !copies.contains_key(&(shared.kind, shared.name)));
        found.extend(own);
    }
    found
}

/// Whether two parameters say the same but for their names.
fn is_alike(one: &Value, other: &Value) -> bool {
    let says = |value: &Value| ["schema", "content", "required"].map(|key| value.get(key).cloned());
    says(one) == says(other)
}
