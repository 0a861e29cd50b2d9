//! The tree of origins beside a value, and how it follows the value's changes.

use super::origin::Origin;
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The origins of a value and of all that lies in it.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    origin: Option<Arc<Origin>>,
    /// Whether all that lies in the value has this origin too.
    whole: bool,
    /// Boxed, because most values are leaves.
    within: Option<Box<IndexMap<String, Trace>>>,
}

impl Trace {
    /// Of a value that is of one origin as a whole.
    pub(crate) fn whole(origin: Arc<Origin>) -> Self {
        Self {
            origin: Some(origin),
            whole: true,
            within: None,
        }
    }

    /// Of a value whose parts say their origins themselves.
    pub(super) fn of_parts(origin: Arc<Origin>) -> Self {
        Self {
            whole: false,
            ..Self::whole(origin)
        }
    }

    /// The origin of the value itself.
    pub(crate) fn origin(&self) -> Option<&Arc<Origin>> {
        self.origin.as_ref()
    }

    /// The origins of a member or an item.
    pub(super) fn child(&self, key: &str) -> Option<Cow<'_, Self>> {
        match self.within.as_ref().and_then(|within| within.get(key)) {
            Some(child) => Some(Cow::Borrowed(child)),
            None => self.inherited().map(Cow::Owned),
        }
    }

    /// The origin of what lies under keys, or of the nearest thing around it that has one.
    pub(crate) fn nearest(&self, keys: &[String]) -> Option<Arc<Origin>> {
        let inner = keys.split_first().and_then(|(key, rest)| {
            let child = self.child(key)?;
            child.nearest(rest)
        });
        inner.or_else(|| self.origin.clone())
    }

    /// Returns the origins of a member or an item, to be changed.
    pub(crate) fn child_mut(&mut self, key: &str) -> &mut Self {
        let inherited = self.inherited().unwrap_or_default();
        let within = self.within.get_or_insert_default();
        within.entry(key.to_owned()).or_insert(inherited)
    }

    /// Takes the origins of some of a list's items out, and moves those of the other items up.
    pub(crate) fn remove_items(&mut self, length: usize, gone: &BTreeSet<usize>) {
        let Some(within) = &mut self.within else {
            return;
        };
        let mut old = std::mem::take(&mut **within);
        let kept = (0..length).filter(|index| !gone.contains(index));
        for (now, before) in kept.enumerate() {
            if let Some(part) = old.swap_remove(&before.to_string()) {
                within.insert(now.to_string(), part);
            }
        }
    }

    /// Says the origins of a member or an item.
    pub(crate) fn put(&mut self, key: String, part: Self) {
        self.within.get_or_insert_default().insert(key, part);
    }

    /// Takes the origins of a member or an item out.
    pub(crate) fn take(&mut self, key: &str) -> Option<Self> {
        self.within.as_mut()?.swap_remove(key)
    }

    fn inherited(&self) -> Option<Self> {
        self.origin.clone().filter(|_| self.whole).map(Self::whole)
    }

    /// Follows a change that was made to the whole value. What is new has the origin of the place that it came from.
    pub(crate) fn follow_all(&mut self, before: &Value, after: &Value) {
        let trace = self.clone();
        let change = Change {
            before,
            trace: &trace,
        };
        self.follow(before, after, &change);
    }

    /// Follows a change that somebody made to the value. What is as it was keeps its origin, what was
    /// moved takes it along, and what is new gets one from `change`.
    pub(crate) fn follow(&mut self, before: &Value, after: &Value, change: &Change<'_>) {
        if before == after {
            return;
        }
        match (before, after) {
            (Value::Object(old), Value::Object(new)) => {
                let mut within = self.within.take().unwrap_or_default();
                let inherited = self.inherited();
                self.whole = false;
                for (key, value) in new {
                    let trace = match old.get(key) {
                        Some(was) => {
                            let known = within.swap_remove(key).or_else(|| inherited.clone());
                            let mut trace = known.unwrap_or_default();
                            trace.follow(was, value, change);
                            trace
                        }
                        None => change.trace(key, value, self.origin.as_ref()),
                    };
                    self.put(key.clone(), trace);
                }
            }
            (Value::Array(old), Value::Array(new)) => {
                let within = self.within.take().unwrap_or_default();
                let inherited = self.inherited();
                self.whole = false;
                let mut left: Vec<Option<&Value>> = old.iter().map(Some).collect();
                for (index, item) in new.iter().enumerate() {
                    let key = index.to_string();
                    let trace = match same(&mut left, item, new.len() == old.len(), index) {
                        Some((number, was)) => {
                            let known = within.get(&number.to_string()).cloned();
                            let mut trace = known.or_else(|| inherited.clone()).unwrap_or_default();
                            trace.follow(was, item, change);
                            trace
                        }
                        None => change.trace(&key, item, self.origin.as_ref()),
                    };
                    self.put(key, trace);
                }
            }
            _ => *self = change.trace("", after, self.origin.as_ref()),
        }
    }
}

/// The item of an array that another one was: the same value, else the parameter of the same name,
/// else what stood at the same place.
fn same<'a>(
    left: &mut [Option<&'a Value>],
    item: &Value,
    in_place: bool,
    index: usize,
) -> Option<(usize, &'a Value)> {
    let name = |value: &Value| {
        let name = value.get("name")?.as_str()?.to_owned();
        Some((name, value.get("in")?.as_str()?.to_owned()))
    };
    let equal = left.iter().position(|was| *was == Some(item));
    let named = || {
        let wanted = name(item)?;
        left.iter()
            .position(|was| was.and_then(name).as_ref() == Some(&wanted))
    };
    // One that has another name now stands where it stood.
    let renamed = || {
        let was = left.get(index).copied().flatten()?;
        (in_place || was.get("in").is_some() && was.get("in") == item.get("in")).then_some(index)
    };
    let found = equal.or_else(named).or_else(renamed)?;
    let was = left.get_mut(found)?.take()?;
    Some((found, was))
}

/// A change for the generator's sake: it moves things, and makes new ones of old ones.
pub(crate) struct Change<'a> {
    pub(super) before: &'a Value,
    pub(super) trace: &'a Trace,
}

impl Change<'_> {
    /// The origins of something new, under its key, that stands in a value of an origin.
    pub(super) fn trace(&self, key: &str, value: &Value, within: Option<&Arc<Origin>>) -> Trace {
        let Self { before, trace } = self;
        // What kept its key is the likelier one where two are equal.
        let old = moved(value, Some(key), "", before, trace)
            .or_else(|| moved(value, None, "", before, trace));
        if let Some(old) = old {
            return old;
        }
        let Some(origin) = within.or(trace.origin()).map(|origin| origin.fitted()) else {
            return Trace::default();
        };
        let mut made = Trace::of_parts(origin.clone());
        for (key, value) in parts(value) {
            let part = self.trace(&key, value, Some(&origin));
            made.put(key.into_owned(), part);
        }
        made
    }
}

/// The members of an object, or the items of an array by number.
pub(super) fn parts(value: &Value) -> Vec<(Cow<'_, str>, &Value)> {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(key, value)| (Cow::Borrowed(key.as_str()), value))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| (Cow::Owned(index.to_string()), item))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The origins of an equal object or array that stood somewhere else, under a certain key or any.
fn moved(
    value: &Value,
    wanted: Option<&str>,
    key: &str,
    within: &Value,
    trace: &Trace,
) -> Option<Trace> {
    if parts(value).is_empty() {
        return None;
    }
    if value == within && wanted.is_none_or(|wanted| wanted == key) {
        return Some(trace.clone());
    }
    parts(within).into_iter().find_map(|(key, part)| {
        let trace = trace.child(&key)?;
        moved(value, wanted, &key, part, &trace)
    })
}
