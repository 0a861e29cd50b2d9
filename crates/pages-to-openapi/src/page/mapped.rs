//! A text made out of another, which knows where each of its bytes comes from.

/// The text, and the way back.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    /// For each byte of the text the byte of its source; empty where they are the same.
    origins: Vec<usize>,
}

impl From<&str> for Mapped {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            origins: Vec::new(),
        }
    }
}

impl Mapped {
    pub(super) fn push(&mut self, character: char, origin: usize) {
        self.text.push(character);
        self.origins.resize(self.text.len(), origin);
    }

    pub(super) fn push_str(&mut self, text: &str, origin: usize) {
        self.text.push_str(text);
        self.origins.resize(self.text.len(), origin);
    }

    /// The byte of the source that a byte of the text comes from.
    pub(super) fn origin(&self, byte: usize) -> usize {
        match self.origins.get(byte) {
            Some(origin) => *origin,
            None if self.origins.is_empty() => byte,
            None => self.origins.last().map_or(byte, |last| last + 1),
        }
    }
}
