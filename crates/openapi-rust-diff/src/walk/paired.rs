//! Pairs of items that have the same key.

use std::collections::{BTreeMap, VecDeque};

/// Items of two lists that have the same key, and the items of each that remain.
pub(super) struct Paired<T> {
    pub(super) pairs: Vec<(T, T)>,
    pub(super) old: Vec<T>,
    pub(super) new: Vec<T>,
}

impl<T> Paired<T> {
    /// Pairs the items. Several items with the same key are paired in their order. An item without a key remains.
    pub(super) fn by<K: Ord>(old: Vec<T>, new: Vec<T>, key: impl Fn(&T) -> Option<K>) -> Self {
        let mut candidates: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (index, item) in new.iter().enumerate() {
            if let Some(key) = key(item) {
                candidates.entry(key).or_default().push_back(index);
            }
        }
        let mut new: Vec<Option<T>> = new.into_iter().map(Some).collect();
        let mut pairs = Vec::new();
        let mut unmatched = Vec::new();
        for was in old {
            let candidates = key(&was).and_then(|key| candidates.get_mut(&key));
            let index = candidates.and_then(VecDeque::pop_front);
            match index.and_then(|index| new.get_mut(index)?.take()) {
                Some(is) => pairs.push((was, is)),
                None => unmatched.push(was),
            }
        }
        Self {
            pairs,
            old: unmatched,
            new: new.into_iter().flatten().collect(),
        }
    }
}
