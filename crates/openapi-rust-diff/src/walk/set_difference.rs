//! The differences between lists whose order has no meaning.

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

impl<T: PartialEq + Copy> SetDifference<T> {
    pub(super) fn of(old: &[T], new: &[T]) -> Self {
        let (common, added): (Vec<T>, Vec<T>) = new.iter().partition(|item| old.contains(item));
        let removed: Vec<T> = old
            .iter()
            .filter(|item| !new.contains(item))
            .copied()
            .collect();
        let times = |all: &[T], item: &T| all.iter().filter(|other| *other == item).count();
        let is_repeated = removed.is_empty()
            && added.is_empty()
            && old.iter().any(|item| times(old, item) != times(new, item));
        Self {
            removed,
            added,
            common,
            is_repeated,
        }
    }

    /// Whether both lists have the same items.
    pub(super) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}
