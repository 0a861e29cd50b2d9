//! What a comparison says: a row a change, and what all of them come to.

use std::fmt;

/// What a change does to a Rust user who takes the next version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Code stops compiling, or what worked is refused or fails to decode.
    Breaking,
    /// Something is there that was not, and what was there goes on as it did.
    Additive,
    /// Nothing that code could tell.
    Neutral,
}

impl Verdict {
    /// The word for it.
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
    /// The operation and its part, or the schema and its property, in a person's words.
    pub place: String,
    /// The JSON pointer: into the new description, or into the old one where the part is gone.
    pub pointer: String,
    /// What changed.
    pub change: String,
    /// What that is for a Rust user.
    pub meaning: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// Whether a public name or signature of the generated client differs: an item, a field with its
    /// type, a variant, a method. Documentation, derives and what happens at run time are none.
    pub touches_signatures: bool,
}

/// All that differs between two descriptions: what breaks first, then by place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// A row a change.
    pub rows: Vec<Row>,
}

impl Comparison {
    /// Puts the rows in their order, each once.
    pub fn of(mut rows: Vec<Row>) -> Self {
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

    /// The gravest verdict; `None` where nothing changed.
    pub fn verdict(&self) -> Option<Verdict> {
        self.rows.iter().map(|row| row.verdict).min()
    }

    /// The rows of one verdict.
    pub fn of_verdict(&self, verdict: Verdict) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.verdict == verdict)
    }

    /// Whether the generated client's public names and signatures differ.
    pub fn touches_signatures(&self) -> bool {
        self.rows.iter().any(|row| row.touches_signatures)
    }
}
