//! The result of a comparison: a row for each change.

use crate::compare::Side;
use crate::location::Location;
use std::fmt;

/// The effect of a change on users of the generated client who update to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Code stops compiling, or a call that worked fails or returns something else.
    Breaking,
    /// The client can do more, and existing code works as before.
    Additive,
    /// Code cannot observe the change.
    Neutral,
}

impl Verdict {
    /// Returns the verdict in lower case, as all formats show it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Neutral => "neutral",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One change of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The place for a reader: the operation and its part, or the schema and its property.
    pub place: String,
    /// The JSON pointer into the new description, or into the old one if the new one does not have the part.
    pub pointer: String,
    /// The index of the changed item, if `pointer` leads to a list.
    pub item: Option<usize>,
    /// The description that `pointer` refers to.
    pub side: Side,
    /// The line of a file that the part comes from, if it is known.
    pub location: Option<Location>,
    /// The change of the description.
    pub change: String,
    /// The consequence for a Rust user.
    pub meaning: String,
    /// The Rust code that the change concerns, before and after it.
    pub code: Code,
    /// The effect in one word.
    pub verdict: Verdict,
    /// Whether a public name or signature of the generated client differs: an item, a field and its type, a variant, a
    /// method. Documentation, derives and behaviour at run time do not count.
    pub touches_signatures: bool,
}

/// A field, method, variant or type before and after a change. Both are `None` if the change does not show in one of these.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    /// The code before the change; `None` if there was none.
    pub before: Option<String>,
    /// The code after the change; `None` if there is none.
    pub after: Option<String>,
}

/// All differences between two descriptions: breaking changes first, then in the order of places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// One row for each change.
    pub rows: Vec<Row>,
}

impl Comparison {
    /// Sorts the rows and removes duplicates.
    pub fn new(mut rows: Vec<Row>) -> Self {
        let key = |row: &Row| {
            (
                row.verdict,
                row.place.clone(),
                row.pointer.clone(),
                row.change.clone(),
            )
        };
        rows.sort_by_cached_key(key);
        rows.dedup();
        Self { rows }
    }

    /// Adds the lines that the rows come from. `find` returns the line of an element by its description and JSON pointer.
    pub fn locate(&mut self, find: impl Fn(Side, &str) -> Option<Location>) {
        for row in &mut self.rows {
            let item = row.item.map(|index| format!("/{index}"));
            let pointer = format!("{}{}", row.pointer, item.unwrap_or_default());
            row.location = find(row.side, &pointer);
        }
    }

    /// Returns the most severe verdict; `None` if nothing changed.
    pub fn verdict(&self) -> Option<Verdict> {
        self.rows.iter().map(|row| row.verdict).min()
    }

    /// Returns the rows with one verdict.
    pub fn of_verdict(&self, verdict: Verdict) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.verdict == verdict)
    }

    /// Whether public names or signatures of the generated client differ.
    pub fn touches_signatures(&self) -> bool {
        self.rows.iter().any(|row| row.touches_signatures)
    }
}
