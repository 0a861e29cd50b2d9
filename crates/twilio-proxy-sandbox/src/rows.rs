use std::collections::{BTreeMap, HashMap};

/// A collection as its readers see it: records in the order they came, each with a number that it
/// keeps whatever is deleted before it. Page tokens hold such a number.
pub(crate) trait Rows {
    type Record;

    /// The number of the record at a position, counted from 0; past the end, a number past the last.
    fn at(&self, position: usize) -> usize;
    /// The numbers from `from` on.
    fn forward(&self, from: usize) -> Box<dyn Iterator<Item = usize> + '_>;
    /// The numbers below `before`, the greatest first.
    fn backward(&self, before: usize) -> Box<dyn Iterator<Item = usize> + '_>;
    fn find(&self, sid: &str) -> Option<usize>;
    fn record(&self, number: usize) -> Option<Self::Record>;
}

/// A collection that is kept whole.
pub(crate) struct Table<T> {
    next: usize,
    records: BTreeMap<usize, T>,
    numbers: HashMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            next: 0,
            records: BTreeMap::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T> Table<T> {
    pub(crate) fn insert(&mut self, sid: String, record: T) {
        self.numbers.insert(sid, self.next);
        self.records.insert(self.next, record);
        self.next += 1;
    }

    pub(crate) fn get(&self, sid: &str) -> Option<&T> {
        self.records.get(self.numbers.get(sid)?)
    }

    pub(crate) fn get_mut(&mut self, sid: &str) -> Option<&mut T> {
        self.records.get_mut(self.numbers.get(sid)?)
    }

    pub(crate) fn remove(&mut self, sid: &str) -> Option<T> {
        self.records.remove(&self.numbers.remove(sid)?)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.records.values()
    }

    /// Returns the newest records, the newest first.
    pub(crate) fn newest(&self, most: usize) -> impl Iterator<Item = &T> {
        self.records.values().rev().take(most)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.records.values_mut()
    }

    pub(crate) fn any(&self, test: impl Fn(&T) -> bool) -> bool {
        self.values().any(test)
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// Its rows, each shown as the API writes it.
    pub(crate) fn rows<R>(&self, show: impl Fn(&T) -> R) -> impl Rows<Record = R> {
        Shown { table: self, show }
    }
}

struct Shown<'a, T, S> {
    table: &'a Table<T>,
    show: S,
}

impl<T, R, S: Fn(&T) -> R> Rows for Shown<'_, T, S> {
    type Record = R;

    fn at(&self, position: usize) -> usize {
        let number = self.table.records.keys().nth(position);
        number.copied().unwrap_or(self.table.next)
    }

    fn forward(&self, from: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        Box::new(self.table.records.range(from..).map(|(number, _)| *number))
    }

    fn backward(&self, before: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        let below = self.table.records.range(..before).rev();
        Box::new(below.map(|(number, _)| *number))
    }

    fn find(&self, sid: &str) -> Option<usize> {
        self.table.numbers.get(sid).copied()
    }

    fn record(&self, number: usize) -> Option<R> {
        self.table.records.get(&number).map(&self.show)
    }
}
