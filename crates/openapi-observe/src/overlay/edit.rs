//! A copy of the description, changed by actions as an overlay would change it.

use crate::description::child;
use crate::overlay::json_path::json_path;
use serde_json::{Map, Value};

/// An action of an overlay.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Action {
    /// A JSONPath.
    pub(crate) target: String,
    /// The value to merge, or `None` to remove the target.
    pub(crate) update: Option<Value>,
}

/// A description and the actions that changed it.
#[derive(Debug)]
pub(super) struct Edit {
    document: Value,
    actions: Vec<Action>,
    /// The JSON pointer that the last action updates.
    updated: Option<String>,
}

impl Edit {
    pub(super) fn new(document: &Value) -> Self {
        Self {
            document: document.clone(),
            actions: Vec::new(),
            updated: None,
        }
    }

    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    pub(super) fn get(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    /// Returns the actions since the last call.
    pub(super) fn take_actions(&mut self) -> Vec<Action> {
        self.updated = None;
        std::mem::take(&mut self.actions)
    }

    /// Merges a value into an object.
    pub(super) fn update(&mut self, pointer: &str, update: Value) {
        let target = json_path(&self.document, pointer);
        let Some(value) = self.document.pointer_mut(pointer) else {
            return;
        };
        merge(value, &update);
        if let Some(part) = self.part_of_last_update(pointer) {
            merge(part, &update);
            return;
        }
        self.updated = Some(pointer.to_owned());
        let update = Some(update);
        self.actions.push(Action { target, update });
    }

    /// Returns the part of the last action that a further update may be merged into.
    fn part_of_last_update(&mut self, pointer: &str) -> Option<&mut Value> {
        let within = pointer.strip_prefix(self.updated.as_deref()?)?;
        self.actions
            .last_mut()?
            .update
            .as_mut()?
            .pointer_mut(within)
    }

    /// Removes an object or a list.
    fn remove(&mut self, pointer: &str) {
        let target = json_path(&self.document, pointer);
        if let Some((parent, key)) = split(pointer)
            && let Some(Value::Object(members)) = self.document.pointer_mut(parent)
        {
            members.shift_remove(&key);
            self.updated = None;
            self.actions.push(Action {
                target,
                update: None,
            });
        }
    }

    /// Replaces an object or a list. An overlay can only remove it and add another one.
    pub(super) fn replace(&mut self, pointer: &str, new: Value) {
        let Some((parent, key)) = split(pointer) else {
            return;
        };
        match self.document.pointer_mut(parent) {
            // The position of an item would change, so the list is replaced.
            Some(Value::Array(items)) => {
                let mut items = items.clone();
                if let Some(item) = key
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| items.get_mut(index))
                {
                    *item = new;
                    self.replace(parent, items.into());
                }
            }
            Some(Value::Object(_)) => {
                self.remove(pointer);
                self.update(parent, Map::from_iter([(key, new)]).into());
            }
            _ => {}
        }
    }

    /// Replaces the list `required` of a schema.
    pub(super) fn replace_required(&mut self, schema: &str, names: Vec<Value>) {
        let pointer = child(schema, "required");
        if names.is_empty() {
            self.remove(&pointer);
        } else {
            self.replace(&pointer, names.into());
        }
    }
}

/// Splits a JSON pointer into that of the parent and the key.
fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, _) = pointer.rsplit_once('/')?;
    let key = crate::description::keys(pointer).pop()?;
    Some((parent, key))
}

/// Merges an update: objects member by member, lists one after the other, all else replaced.
fn merge(value: &mut Value, update: &Value) {
    match (value, update) {
        (Value::Object(members), Value::Object(update)) => {
            for (key, update) in update {
                match members.get_mut(key) {
                    Some(value) => merge(value, update),
                    None => drop(members.insert(key.clone(), update.clone())),
                }
            }
        }
        (Value::Array(items), Value::Array(update)) => items.extend(update.iter().cloned()),
        (value, update) => *value = update.clone(),
    }
}
