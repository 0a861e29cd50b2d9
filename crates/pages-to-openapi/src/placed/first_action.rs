//! Finds the overlay action after which progenitor can no longer generate an operation.

use super::Action;
use crate::finish;
use crate::generator_limits::generator_limits;
use crate::overlay::Overlay;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Returns the first action after which the document has each problem, by the problem's message. Problems that the document has
/// before the first action are left out.
pub(super) fn first_actions(document: &Value, overlays: &[Overlay]) -> HashMap<String, Action> {
    let mut states = States {
        document,
        overlays,
        problems: BTreeMap::new(),
    };
    let count = overlays.iter().map(Overlay::actions).sum();
    let messages: Vec<String> = states.after(count).iter().cloned().collect();
    let found = messages.into_iter().filter_map(|message| {
        let action = states.first_with(&message, count)?;
        Some((message, action))
    });
    found.collect()
}

/// The document after each number of actions.
struct States<'a> {
    document: &'a Value,
    overlays: &'a [Overlay],
    /// The messages of its problems.
    problems: BTreeMap<usize, HashSet<String>>,
}

impl States<'_> {
    fn after(&mut self, count: usize) -> &HashSet<String> {
        let (document, overlays) = (self.document, self.overlays);
        self.problems.entry(count).or_insert_with(|| {
            let mut document = document.clone();
            let mut left = count;
            for overlay in overlays {
                overlay.apply_first(left, &mut document);
                left = left.saturating_sub(overlay.actions());
            }
            finish::strict(&mut document);
            let problems = generator_limits(&document);
            problems.iter().map(ToString::to_string).collect()
        })
    }

    /// Returns an action after which the document has the problem, and before which it does not.
    fn first_with(&mut self, message: &str, count: usize) -> Option<Action> {
        let (mut without, mut with) = (0, count);
        if self.after(without).contains(message) {
            return None;
        }
        while with - without > 1 {
            let middle = without.midpoint(with);
            match self.after(middle).contains(message) {
                true => with = middle,
                false => without = middle,
            }
        }
        let mut index = without;
        for (overlay, held) in self.overlays.iter().map(Overlay::actions).enumerate() {
            if index < held {
                return Some(Action { overlay, index });
            }
            index -= held;
        }
        None
    }
}
