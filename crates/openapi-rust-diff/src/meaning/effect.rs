//! The part of a row that depends on the kind of change.

use crate::row::Verdict;

/// A change and its consequences, as a row shows them.
pub(super) struct Effect {
    pub(super) change: String,
    pub(super) meaning: String,
    pub(super) verdict: Verdict,
    pub(super) touches_signatures: bool,
}

impl Effect {
    fn new(verdict: Verdict, change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self {
            change: change.into(),
            meaning: meaning.into(),
            verdict,
            touches_signatures: false,
        }
    }

    pub(super) fn breaking(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Breaking, change, meaning)
    }

    pub(super) fn additive(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Additive, change, meaning)
    }

    pub(super) fn neutral(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Neutral, change, meaning)
    }

    /// Marks that a public name or signature differs.
    pub(super) fn touching(self) -> Self {
        self.touching_if(true)
    }

    pub(super) fn touching_if(self, touches_signatures: bool) -> Self {
        Self {
            touches_signatures,
            ..self
        }
    }
}
