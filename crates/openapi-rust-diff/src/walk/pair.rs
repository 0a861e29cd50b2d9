//! The same part of two descriptions.

use serde_json::Value;

/// A part of the old description and its counterpart in the new one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) old: Option<&'a Value>,
    pub(crate) new: Option<&'a Value>,
}

impl<'a> Pair<'a> {
    pub(crate) fn both(old: &'a Value, new: &'a Value) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
        }
    }

    /// Returns the members with this name.
    pub(crate) fn get(self, key: &str) -> Self {
        Self {
            old: self.old.and_then(|value| value.get(key)),
            new: self.new.and_then(|value| value.get(key)),
        }
    }

    /// Returns the keys of both: the new part's in its order, then those that only the old part has.
    pub(crate) fn keys(self) -> Vec<&'a str> {
        let keys = |value: Option<&'a Value>| {
            let members = value.and_then(Value::as_object);
            members.into_iter().flat_map(|all| all.keys())
        };
        let mut all: Vec<&str> = keys(self.new).map(String::as_str).collect();
        let removed = keys(self.old).filter(|key| {
            let members = self.new.and_then(Value::as_object);
            members.is_none_or(|all| !all.contains_key(key.as_str()))
        });
        all.extend(removed.map(String::as_str));
        all
    }

    pub(crate) fn differs(self) -> bool {
        self.old != self.new
    }
}
