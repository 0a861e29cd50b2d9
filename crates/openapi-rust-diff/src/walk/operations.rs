//! Paths and their operations.

use super::change::{Directions, Section};
use super::kind::{OperationChange, Presence};
use super::pair::Pair;
use super::paired::Paired;
use super::place::Place;
use super::reach::METHODS;
use super::resolve::resolve;
use super::walker::Walk;
use serde_json::Value;
use std::collections::BTreeMap;

/// An operation of one description.
#[derive(Clone, Copy)]
pub(super) struct Operation<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'a str,
    /// The path item, whose parameters belong to all its operations.
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

    fn place(&self) -> Place<'a> {
        let label = self.id().map_or_else(|| self.address(), str::to_owned);
        Place::new(label, Section::Paths, &["paths", self.path, self.method])
    }
}

/// The keys that identify an operation in both descriptions, in the order in which they are tried.
const KEYS: [fn(&Operation) -> Option<String>; 3] = [
    |operation| Some(operation.address()),
    |operation| Some(format!("{} {}", operation.method, shape(operation.path))),
    |operation| operation.id().map(str::to_owned),
];

impl<'a> Walk<'a> {
    pub(super) fn paths(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.are_objects(pair, place, "paths") {
            return;
        }
        self.path_items(pair, place);
        let mut old = operations(self.old, pair.old);
        let mut new = operations(self.new, pair.new);
        for key in KEYS {
            let paired = Paired::by(old, new, key);
            for (was, is) in paired.pairs {
                self.operation(was, is);
            }
            (old, new) = (paired.old, paired.new);
        }
        for (presence, operations) in [(Presence::Removed, old), (Presence::Added, new)] {
            for operation in operations {
                let id = operation.id().map(str::to_owned);
                let change = OperationChange::Presence { presence, id };
                self.report(&operation.place(), change);
            }
        }
    }

    /// Compares the path items' own members, and path items without operations.
    fn path_items(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let by_shape = |paths: Option<&'a Value>| -> BTreeMap<String, &'a Value> {
            let paths = paths.and_then(Value::as_object).into_iter().flatten();
            paths.map(|(path, item)| (shape(path), item)).collect()
        };
        let (old, new) = (by_shape(pair.old), by_shape(pair.new));
        for path in pair.keys() {
            let place = place.at(path).label(path);
            let mut item = pair.get(path);
            if path.starts_with("x-") {
                if item.differs() {
                    self.report_member(&place, path, item);
                }
                continue;
            }
            let shape = shape(path);
            item.old = item.old.or_else(|| old.get(&shape).copied());
            item.new = item.new.or_else(|| new.get(&shape).copied());
            self.path_item(path, item, &place);
        }
    }

    fn path_item(&mut self, path: &str, item: Pair<'a>, place: &Place<'a>) {
        let item = self.resolved(item, place);
        let has_operations = |item: Option<&Value>| {
            item.is_some_and(|item| METHODS.iter().any(|method| item.get(method).is_some()))
        };
        if item.old.is_none() || item.new.is_none() {
            if !has_operations(item.old) && !has_operations(item.new) {
                self.report_member(place, path, item);
            }
            return;
        }
        if !self.are_objects(item, place, path) {
            return;
        }
        for key in item.keys() {
            match key {
                "servers" => self.servers(item.get(key), &place.at(key)),
                "parameters" if has_operations(item.old) && has_operations(item.new) => {}
                _ if METHODS.contains(&key) => {}
                _ => self.member(item, place, key),
            }
        }
    }

    fn operation(&mut self, was: Operation<'a>, is: Operation<'a>) {
        let pair = Pair::both(was.value, is.value);
        let mut place = is.place().directions(Directions::BOTH);
        place.operation = Some((was.value, is.value));
        if shape(was.path) != shape(is.path) || was.method != is.method {
            let change = OperationChange::Moved {
                from: was.address(),
                to: is.address(),
            };
            self.report(&place, change);
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
                        let label = old.unwrap_or(place.label.as_str());
                        self.report(&place.at(key).label(label), OperationChange::Id(member));
                    }
                }
                "requestBody" => self.request_body(member, &place.at(key).part("body")),
                "responses" => self.responses(member, &place.at(key)),
                "servers" => self.servers(member, &place.at(key)),
                "security" => self.operation_security(member, &place.at(key)),
                "deprecated" => {
                    if member.differs() {
                        self.report(&place.at(key), OperationChange::Deprecated(member));
                    }
                }
                _ => self.member(pair, &place, key),
            }
        }
    }

    /// Compares the security of an operation, which overrides the description's.
    fn operation_security(&mut self, own: Pair<'a>, place: &Place<'a>) {
        if !own.differs() {
            return;
        }
        let effective = Pair {
            old: own.old.or_else(|| self.old.get("security")),
            new: own.new.or_else(|| self.new.get("security")),
        };
        if effective.differs() {
            self.security(effective, place);
        } else {
            self.report_notation(place, "security");
        }
    }
}

/// Returns all operations of `paths`.
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

/// Returns a path without the names of its parameters, which do not distinguish paths.
fn shape(path: &str) -> String {
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

/// Returns the names of a path's parameters in their order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    let names = path.split('{').skip(1);
    names
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
