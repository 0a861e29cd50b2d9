use std::iter::Peekable;
use std::vec;

use crate::RejectedRecord;

/// The records of one page, decoded or not, in the server's order.
pub(crate) struct Records<T> {
    items: vec::IntoIter<T>,
    rejected: Peekable<vec::IntoIter<RejectedRecord>>,
    /// How many were handed out or skipped.
    pub taken: usize,
}

impl<T> Records<T> {
    pub(crate) fn new(items: Vec<T>, rejected: Vec<RejectedRecord>, skip: usize) -> Self {
        let mut records = Self {
            items: items.into_iter(),
            rejected: rejected.into_iter().peekable(),
            taken: 0,
        };
        records.by_ref().take(skip).for_each(drop);
        records
    }

    /// Returns the next record if it did not decode.
    #[inline]
    pub(crate) fn next_rejected(&mut self) -> Option<RejectedRecord> {
        let rejected = self
            .rejected
            .next_if(|record| record.index() <= self.taken)?;
        self.taken += 1;
        Some(rejected)
    }

    /// Returns the next record that decoded. A record before it that did not is returned by `next_rejected`.
    #[inline]
    pub(crate) fn next_item(&mut self) -> Option<T> {
        let item = self.items.next()?;
        self.taken += 1;
        Some(item)
    }

    /// Records that were not handed out yet.
    pub(crate) fn left(&self) -> usize {
        self.items.len() + self.rejected.len()
    }

    /// Those of them that decoded.
    pub(crate) fn items_left(&self) -> usize {
        self.items.len()
    }
}

impl<T> Iterator for Records<T> {
    type Item = Result<T, RejectedRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.next_rejected() {
            Some(rejected) => Some(Err(rejected)),
            None => self.next_item().map(Ok),
        }
    }
}
