//! The differences between lists whose order has no meaning.

use std::collections::HashMap;
use std::hash::Hash;

/// The items that two lists have in common, and those that only one of them has.
pub(super) struct SetDifference<T> {
    /// The items that only the old list has, in its order.
    pub(super) removed: Vec<T>,
    /// The items that only the new list has, in its order.
    pub(super) added: Vec<T>,
    /// The items that both lists have, in the new list's order.
    pub(super) common: Vec<T>,
    /// Whether both lists have the same items, but one of these occurs more often in one list.
    pub(super) is_repeated: bool,
}

impl<T: Eq + Hash + Copy> SetDifference<T> {
    pub(super) fn of(old: &[T], new: &[T]) -> Self {
        let counts = |all: &[T]| {
            let mut counts: HashMap<T, usize> = HashMap::new();
            for item in all {
                *counts.entry(*item).or_default() += 1;
            }
            counts
        };
        let (before, now) = (counts(old), counts(new));
        let (common, added): (Vec<T>, Vec<T>) =
            new.iter().partition(|item| before.contains_key(item));
        let removed = old.iter().filter(|item| !now.contains_key(item));
        let removed: Vec<T> = removed.copied().collect();
        Self {
            is_repeated: removed.is_empty() && added.is_empty() && before != now,
            removed,
            added,
            common,
        }
    }

    /// Whether both lists have the same items.
    pub(super) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}
