//! One action of an overlay, carried out on the parts of a document that its target names and on nothing else. The
//! origins of these parts change together with them.

use crate::provenance::{Origin, Trace};
use roas_overlay::apply::ApplyErrorKind;
use roas_overlay::v1_0::Action;
use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A part that a target names, as it is before the action.
struct Match {
    /// The keys and indices that lead to it.
    keys: Vec<String>,
    is_list: bool,
}

/// A part of a document with its origins, if they are recorded.
pub(super) struct Part<'a> {
    pub(super) value: &'a mut Value,
    pub(super) trace: Option<&'a mut Trace>,
}

impl Part<'_> {
    fn reborrowed(&mut self) -> Part<'_> {
        Part {
            value: self.value,
            trace: self.trace.as_deref_mut(),
        }
    }
}

impl<'a> Part<'a> {
    fn child(self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
            other => other.get_mut(key)?,
        };
        let trace = self.trace.map(|trace| trace.child_mut(key));
        Some(Self { value, trace })
    }

    fn descendant(self, keys: &[String]) -> Option<Self> {
        keys.iter().try_fold(self, |part, key| part.child(key))
    }
}

/// Carries out an action; `origin` names it.
///
/// # Errors
/// The target is not a JSONPath, matches nothing, or matches a text, a number, a flag or null.
pub(super) fn apply(
    action: &Action,
    mut document: Part<'_>,
    origin: &Arc<Origin>,
) -> Result<(), ApplyErrorKind> {
    let matches = matches(&action.target, document.value)?;
    if action.is_remove() {
        remove_all(document, &matches);
    } else if let Some(update) = &action.update {
        for Match { keys, is_list } in matches {
            match document.reborrowed().descendant(&keys) {
                Some(part) if is_list => append(part, update, origin),
                Some(part) => merge(part, update, origin),
                None => {}
            }
        }
    }
    Ok(())
}

fn matches(target: &str, document: &Value) -> Result<Vec<Match>, ApplyErrorKind> {
    let path = JsonPath::parse(target)
        .map_err(|error| ApplyErrorKind::InvalidJsonPath(error.to_string()))?;
    let nodes = path.query_located(document);
    if nodes.is_empty() {
        return Err(ApplyErrorKind::ZeroMatch);
    }
    let are_containers = nodes
        .iter()
        .all(|node| node.node().is_object() || node.node().is_array());
    if !are_containers {
        return Err(ApplyErrorKind::PrimitiveActionTarget);
    }
    let key = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => (*name).to_owned(),
        PathElement::Index(index) => index.to_string(),
    };
    let matches = nodes.iter().map(|node| Match {
        keys: node.location().iter().map(key).collect(),
        is_list: node.node().is_array(),
    });
    Ok(matches.collect())
}

/// Takes all matches out, the last ones first, so that the places of the others stay.
fn remove_all(mut document: Part<'_>, matches: &[Match]) {
    let mut left = matches;
    while let Some((_, parent)) = left.last().and_then(|last| last.keys.split_last()) {
        let is_sibling = |one: &Match| one.keys.split_last().is_some_and(|(_, of)| of == parent);
        let other = left.iter().rposition(|one| !is_sibling(one));
        let (before, siblings) = left.split_at(other.map_or(0, |index| index + 1));
        if let Some(parent) = document.reborrowed().descendant(parent) {
            remove(
                parent,
                siblings.iter().rev().filter_map(|one| one.keys.last()),
            );
        }
        left = before;
    }
}

/// Takes children out of a part.
fn remove<'a>(part: Part<'_>, keys: impl Iterator<Item = &'a String>) {
    match part.value {
        Value::Object(members) => {
            let mut trace = part.trace;
            for key in keys {
                members.remove(key);
                if let Some(trace) = trace.as_deref_mut() {
                    trace.take(key);
                }
            }
        }
        Value::Array(items) => {
            let gone: BTreeSet<usize> = keys.filter_map(|key| key.parse().ok()).collect();
            if let Some(trace) = part.trace {
                trace.remove_items(items.len(), &gone);
            }
            let mut index = 0..;
            items.retain(|_| index.next().is_none_or(|index| !gone.contains(&index)));
        }
        _ => {}
    }
}

/// Merges an update into a part: objects member by member, lists one after the other, all else replaced.
fn merge(part: Part<'_>, update: &Value, origin: &Arc<Origin>) {
    let Part { value, mut trace } = part;
    match (value, update) {
        (Value::Object(members), Value::Object(update)) => {
            for (key, update) in update {
                if let Some(value) = members.get_mut(key) {
                    let trace = trace.as_deref_mut().map(|trace| trace.child_mut(key));
                    merge(Part { value, trace }, update, origin);
                    continue;
                }
                members.insert(key.clone(), update.clone());
                if let Some(trace) = trace.as_deref_mut() {
                    trace.put(key.clone(), Trace::whole(origin.clone()));
                }
            }
        }
        (value @ Value::Array(_), Value::Array(update)) => {
            for item in update {
                let trace = trace.as_deref_mut();
                append(Part { value, trace }, item, origin);
            }
        }
        (value, update) => {
            if value != update {
                *value = update.clone();
                if let Some(trace) = trace {
                    *trace = Trace::whole(origin.clone());
                }
            }
        }
    }
}

/// Appends an item to a list.
fn append(part: Part<'_>, item: &Value, origin: &Arc<Origin>) {
    if let Value::Array(items) = part.value {
        if let Some(trace) = part.trace {
            trace.put(items.len().to_string(), Trace::whole(origin.clone()));
        }
        items.push(item.clone());
    }
}
