//! The components that operations use, and the directions in which their values are sent.

use super::change::Directions;
use super::resolve::{reference, resolve, schema_name, target};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The members of a path that are operations.
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The use of a schema component.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reached {
    pub(super) directions: Directions,
    /// Whether it is used at least once without a sibling schema that allows any other text.
    pub(super) closed: bool,
}

/// The components that operations use.
#[derive(Debug, Default)]
pub(super) struct Reach {
    components: BTreeMap<String, Reached>,
    /// The references to parts that are not schema components: parameters, bodies, responses.
    pub(super) referenced: BTreeSet<String>,
}

impl Reach {
    pub(super) fn of(documents: [&Value; 2]) -> Self {
        let mut reach = Self::default();
        for document in documents {
            let mut search = Search {
                document,
                reach: &mut reach,
                seen: BTreeSet::new(),
                pending: Vec::new(),
            };
            search.operations();
            // A list instead of recursion, because a chain of references may be long.
            while let Some((value, directions, closed)) = search.pending.pop() {
                search.visit(value, directions, closed);
            }
        }
        reach
    }

    pub(super) fn get(&self, component: &str) -> Reached {
        self.components.get(component).copied().unwrap_or_default()
    }
}

/// The search through one description.
struct Search<'a> {
    document: &'a Value,
    reach: &'a mut Reach,
    seen: BTreeSet<(String, bool, bool, bool)>,
    /// The targets of references that are not visited yet.
    pending: Vec<(&'a Value, Directions, bool)>,
}

impl Search<'_> {
    fn operations(&mut self) {
        let paths = self.document.get("paths").and_then(Value::as_object);
        for item in paths.into_iter().flat_map(|paths| paths.values()) {
            if let Some(reference) = reference(item) {
                self.reach.referenced.insert(reference.to_owned());
            }
            let item = resolve(self.document, item);
            self.all(item.get("parameters"), Directions::REQUEST);
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    self.operation(operation);
                }
            }
        }
    }

    fn operation(&mut self, operation: &Value) {
        self.all(operation.get("parameters"), Directions::REQUEST);
        self.all(operation.get("requestBody"), Directions::REQUEST);
        self.all(operation.get("responses"), Directions::RESPONSE);
        self.callbacks(operation.get("callbacks"));
    }

    /// Visits callbacks, in which the API sends the request, and an application the response.
    fn callbacks(&mut self, callbacks: Option<&Value>) {
        for callback in members(callbacks) {
            if let Some(reference) = reference(callback) {
                self.reach.referenced.insert(reference.to_owned());
            }
            let items = members(Some(resolve(self.document, callback)));
            for operation in items.flat_map(|item| members(Some(item))) {
                self.all(operation.get("parameters"), Directions::RESPONSE);
                self.all(operation.get("requestBody"), Directions::RESPONSE);
                self.all(operation.get("responses"), Directions::REQUEST);
            }
        }
    }

    /// Visits a part of an operation.
    fn all(&mut self, value: Option<&Value>, directions: Directions) {
        if let Some(value) = value {
            self.visit(value, directions, true);
        }
    }

    fn visit(&mut self, value: &Value, directions: Directions, closed: bool) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = reference(value) {
                    self.enter(reference, directions, closed);
                }
                let open = is_open(self.document, value);
                for (key, member) in members {
                    let closed = !(open && (key == "anyOf" || key == "oneOf"));
                    self.visit(member, directions, closed);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.visit(item, directions, closed);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, reference: &str, directions: Directions, closed: bool) {
        let key = (
            reference.to_owned(),
            directions.request,
            directions.response,
            closed,
        );
        if !self.seen.insert(key) {
            return;
        }
        match schema_name(reference) {
            Some(name) => {
                let reached = self.reach.components.entry(name.to_owned()).or_default();
                reached.directions = reached.directions.or(directions);
                reached.closed |= closed;
            }
            None => {
                self.reach.referenced.insert(reference.to_owned());
            }
        }
        let document = self.document;
        if let Some(found) = target(document, reference) {
            self.pending.push((found, directions, closed));
        }
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let members = value.and_then(Value::as_object);
    members.into_iter().flat_map(|members| members.values())
}

/// Whether a schema is an enum that also allows any other text.
pub(super) fn is_open(document: &Value, schema: &Value) -> bool {
    let parts = ["anyOf", "oneOf"]
        .into_iter()
        .find_map(|key| schema.get(key));
    let Some([one, other]) = parts.and_then(Value::as_array).map(Vec::as_slice) else {
        return false;
    };
    let is_enum = |part: &Value| resolve(document, part).get("enum").is_some();
    let is_text = |part: &Value| {
        part.get("type").is_some_and(|kind| kind == "string")
            && ["enum", "pattern", "format", "maxLength"]
                .iter()
                .all(|key| part.get(*key).is_none())
    };
    (is_enum(one) && is_text(other)) || (is_text(one) && is_enum(other))
}
