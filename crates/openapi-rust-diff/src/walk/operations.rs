//! Paths and their operations: which is which, and what is said of each.

use super::change::{Directions, Kind, Pair, Turn};
use super::place::Place;
use super::{Paired, Walk, resolve};
use serde_json::Value;
use std::collections::BTreeMap;

/// The members of a path that are operations.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation with where it is.
#[derive(Clone, Copy)]
pub(super) struct Operation<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'a str,
    /// The path's own members, which hold parameters of all its operations.
    pub(super) item: &'a Value,
    pub(super) value: &'a Value,
}

impl<'a> Operation<'a> {
    fn id(&self) -> Option<&'a str> {
        self.value.get("operationId")?.as_str()
    }

    fn address(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn name(&self) -> String {
        self.id().map_or_else(|| self.address(), str::to_owned)
    }

    fn place(&self) -> Place<'a> {
        Place::new(self.name(), &["paths", self.path, self.method])
    }
}

impl<'a> Walk<'a> {
    pub(super) fn paths(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.are_objects(pair, place, "paths") {
            return;
        }
        self.items(pair, place);
        let mut old = operations(self.old, pair.old);
        let mut new = operations(self.new, pair.new);
        // By the whole address, by what distinguishes it, and at last by the name.
        let keys: [fn(&Operation) -> Option<String>; 3] = [
            |operation| Some(operation.address()),
            |operation| Some(format!("{} {}", operation.method, shape(operation.path))),
            |operation| operation.id().map(str::to_owned),
        ];
        for key in keys {
            let paired = Paired::by(old, new, key);
            for (was, is) in paired.pairs {
                self.operation(was, is);
            }
            (old, new) = (paired.old, paired.new);
        }
        for was in old {
            self.tell(&was.place(), Kind::Operation(Turn::Removed));
        }
        for is in new {
            self.tell(&is.place(), Kind::Operation(Turn::Added));
        }
    }

    /// What paths say themselves, and paths without operations.
    fn items(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let shapes = |paths: Option<&'a Value>| -> BTreeMap<String, &'a Value> {
            let paths = paths.and_then(Value::as_object).into_iter().flatten();
            paths.map(|(path, item)| (shape(path), item)).collect()
        };
        let (old, new) = (shapes(pair.old), shapes(pair.new));
        for path in pair.keys() {
            let place = place.at(path).shown(path);
            let mut items = pair.get(path);
            if path.starts_with("x-") {
                if items.differs() {
                    let key = path.to_owned();
                    self.tell(&place, Kind::Member { key, pair: items });
                }
                continue;
            }
            for (side, shapes) in [(&mut items.old, &old), (&mut items.new, &new)] {
                *side = side.or_else(|| shapes.get(&shape(path)).copied());
            }
            let items = self.resolved(items, &place);
            let has_operations = |item: Option<&Value>| {
                item.is_some_and(|item| METHODS.iter().any(|method| item.get(method).is_some()))
            };
            if items.old.is_none() || items.new.is_none() {
                if !has_operations(items.old) && !has_operations(items.new) {
                    let key = path.to_owned();
                    self.tell(&place, Kind::Member { key, pair: items });
                }
                continue;
            }
            if !self.are_objects(items, &place, path) {
                continue;
            }
            for key in items.keys() {
                match key {
                    "servers" => self.servers(items.get(key), &place.at(key)),
                    "parameters" if has_operations(items.old) && has_operations(items.new) => {}
                    _ if METHODS.contains(&key) => {}
                    _ => self.member(items, &place, key),
                }
            }
        }
    }

    fn operation(&mut self, was: Operation<'a>, is: Operation<'a>) {
        let pair = Pair::both(was.value, is.value);
        let mut place = is.place().travelling(Directions::BOTH);
        place.operation = Some((was.value, is.value));
        if shape(was.path) != shape(is.path) || was.method != is.method {
            let kind = Kind::Moved {
                from: was.address(),
                to: is.address(),
            };
            self.tell(&place, kind);
        }
        self.parameters(was, is, &place);
        if !self.are_objects(pair, &place, "operation") {
            return;
        }
        for key in pair.keys() {
            let member = pair.get(key);
            match key {
                "parameters" => {}
                "operationId" => {
                    if member.differs() {
                        let old = member.old.and_then(Value::as_str);
                        let shown = old.unwrap_or(place.shown.as_str()).to_owned();
                        self.tell(&place.at(key).shown(shown), Kind::OperationId(member));
                    }
                }
                "requestBody" => self.body(member, &place.at(key).part("body")),
                "responses" => self.responses(member, &place.at(key)),
                "servers" => self.servers(member, &place.at(key)),
                "security" => self.own_security(pair, &place.at(key)),
                "deprecated" => {
                    if member.differs() {
                        let kind = Kind::Keyword {
                            key: key.to_owned(),
                            pair: member,
                        };
                        self.tell(&place.at(key), kind);
                    }
                }
                _ => self.member(pair, &place, key),
            }
        }
    }

    /// What an operation itself says of security goes before what the description says.
    fn own_security(&mut self, operation: Pair<'a>, place: &Place<'a>) {
        let own = operation.get("security");
        if !own.differs() {
            return;
        }
        let valid = Pair {
            old: own.old.or_else(|| self.old.get("security")),
            new: own.new.or_else(|| self.new.get("security")),
        };
        if valid.differs() {
            self.security(valid, place);
        } else {
            let key = "security".to_owned();
            self.tell(place, Kind::Spelling { key });
        }
    }
}

/// All operations of `paths`.
fn operations<'a>(document: &'a Value, paths: Option<&'a Value>) -> Vec<Operation<'a>> {
    let mut found = Vec::new();
    for (path, item) in paths.and_then(Value::as_object).into_iter().flatten() {
        if path.starts_with("x-") {
            continue;
        }
        let item = resolve(document, item);
        for method in METHODS {
            if let Some(value) = item.get(method) {
                found.push(Operation {
                    path,
                    method,
                    item,
                    value,
                });
            }
        }
    }
    found
}

/// A path without the names of its parameters, which distinguish nothing.
pub(crate) fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        shape.push(character);
    }
    shape
}

/// The names of a path's parameters in their order.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    let names = path.split('{').skip(1);
    names
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
