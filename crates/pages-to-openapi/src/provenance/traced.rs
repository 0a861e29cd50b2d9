//! Values that are made together with their origins.

use super::origin::Origin;
use super::trace::{Change, Trace};
use serde_json::{Map, Value};
use std::sync::Arc;

/// A value and where all of it comes from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traced {
    pub(crate) value: Value,
    pub(crate) trace: Trace,
}

impl Traced {
    /// A value that is of one origin as a whole.
    pub(crate) fn new(value: Value, origin: &Arc<Origin>) -> Self {
        Self {
            value,
            trace: Trace::whole(origin.clone()),
        }
    }

    /// An array whose items say their origins.
    pub(crate) fn array(origin: &Arc<Origin>, items: Vec<Self>) -> Self {
        let mut trace = Trace::of_parts(origin.clone());
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            trace.put(index.to_string(), item.trace);
            values.push(item.value);
        }
        Self {
            value: Value::Array(values),
            trace,
        }
    }

    /// Removes a member of an object, with its origins.
    pub(crate) fn take(&mut self, key: &str) -> Option<Self> {
        let inherited = self.trace.child(key).map(std::borrow::Cow::into_owned);
        let value = self.value.as_object_mut()?.shift_remove(key)?;
        let trace = self.trace.take(key).or(inherited);
        Some(Self {
            value,
            trace: trace.unwrap_or_default(),
        })
    }

    /// Adds a member to an object, with its origins.
    pub(crate) fn put(&mut self, key: &str, part: Self) {
        if let Value::Object(members) = &mut self.value {
            members.insert(key.to_owned(), part.value);
            self.trace.put(key.to_owned(), part.trace);
        }
    }

    /// Changes an object for the generator: parts of it may move about in it.
    pub(crate) fn lower<T>(&mut self, change: impl FnOnce(&mut Map<String, Value>) -> T) -> T {
        let (before, result) = self.change(change);
        if self.value != before {
            let trace = self.trace.clone();
            let change = Change {
                before: &before,
                trace: &trace,
            };
            self.trace.follow(&before, &self.value, &change);
        }
        result
    }

    fn change<T>(&mut self, change: impl FnOnce(&mut Map<String, Value>) -> T) -> (Value, T) {
        let before = self.value.clone();
        let mut members = match std::mem::take(&mut self.value) {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        let result = change(&mut members);
        self.value = Value::Object(members);
        (before, result)
    }
}

/// An object that is being made. Whoever makes one says what of, and what is put into it without an
/// origin of its own has the object's: nothing can be without one.
#[derive(Debug, Clone)]
pub(crate) struct TracedObject {
    origin: Arc<Origin>,
    members: Map<String, Value>,
    trace: Trace,
}

impl TracedObject {
    /// An object of an origin.
    pub(crate) fn of(origin: &Arc<Origin>) -> Self {
        Self {
            origin: origin.clone(),
            members: Map::new(),
            trace: Trace::of_parts(origin.clone()),
        }
    }

    /// An object of an origin, whose members are of another one where nothing else is said.
    pub(crate) fn of_members(origin: &Arc<Origin>, members: Arc<Origin>) -> Self {
        Self {
            origin: members,
            ..Self::of(origin)
        }
    }

    /// Puts a member.
    pub(crate) fn insert(&mut self, key: impl Into<String>, part: impl Into<Part>) {
        let part = match part.into() {
            Part::Plain(value) => Traced::new(value, &self.origin),
            Part::Traced(traced) => traced,
        };
        let key = key.into();
        self.trace.put(key.clone(), part.trace);
        self.members.insert(key, part.value);
    }

    /// Puts a member of another origin.
    pub(crate) fn insert_of(&mut self, origin: &Arc<Origin>, key: impl Into<String>, value: Value) {
        self.insert(key, Traced::new(value, origin));
    }

    /// The object with one member more.
    pub(crate) fn with(mut self, key: impl Into<String>, part: impl Into<Part>) -> Self {
        self.insert(key, part);
        self
    }

    /// Whether there is such a member.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

impl From<TracedObject> for Traced {
    fn from(said: TracedObject) -> Self {
        Self {
            value: Value::Object(said.members),
            trace: said.trace,
        }
    }
}

/// What an object can be given: a value of the object's own origin, or one with its origins.
pub(crate) enum Part {
    Plain(Value),
    Traced(Traced),
}

impl From<Value> for Part {
    fn from(value: Value) -> Self {
        Self::Plain(value)
    }
}

impl From<Traced> for Part {
    fn from(traced: Traced) -> Self {
        Self::Traced(traced)
    }
}

impl From<TracedObject> for Part {
    fn from(said: TracedObject) -> Self {
        Self::Traced(said.into())
    }
}
