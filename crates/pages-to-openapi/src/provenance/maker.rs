//! A change of a description that is made already.

use super::{Origin, Trace};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// A change for the generator's sake: it moves things, and makes new ones of old ones.
pub(crate) struct Maker<'a> {
    pub(super) before: &'a Value,
    pub(super) trace: &'a Trace,
}

impl Maker<'_> {
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
