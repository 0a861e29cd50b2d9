//! Where a walk stands: in a person's words, as a pointer, and what is around.

use super::change::{Directions, Slot};
use serde_json::Value;

#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) shown: String,
    pub(super) pointer: String,
    pub(super) directions: Directions,
    pub(super) slot: Option<Slot<'a>>,
    pub(super) operation: Option<(&'a Value, &'a Value)>,
    /// Beside it any other text is allowed.
    pub(super) open: bool,
}

impl<'a> Place<'a> {
    pub(super) fn new(shown: impl Into<String>, pointer: &[&str]) -> Self {
        let place = Self {
            shown: shown.into(),
            pointer: String::new(),
            directions: Directions::default(),
            slot: None,
            operation: None,
            open: false,
        };
        pointer.iter().fold(place, |place, key| place.at(key))
    }

    /// A step down, which a person is not told of.
    pub(super) fn at(&self, key: &str) -> Self {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        Self {
            pointer: format!("{}/{escaped}", self.pointer),
            ..self.clone()
        }
    }

    /// A step down within the schema around, too.
    pub(super) fn within(&self, key: &str) -> Self {
        let mut place = self.at(key);
        if let Some(slot) = &mut place.slot {
            slot.within.push(key.to_owned());
        }
        place
    }

    pub(super) fn shown(self, shown: impl Into<String>) -> Self {
        Self {
            shown: shown.into(),
            ..self
        }
    }

    /// A part of an operation.
    pub(super) fn part(self, part: &str) -> Self {
        let shown = format!("{}, {part}", self.shown);
        self.shown(shown)
    }

    /// A property or the items of what it stands at.
    pub(super) fn member(self, suffix: &str) -> Self {
        let shown = format!("{}{suffix}", self.shown);
        self.shown(shown)
    }

    pub(super) fn travelling(self, directions: Directions) -> Self {
        Self { directions, ..self }
    }

    pub(super) fn open(self, open: bool) -> Self {
        Self { open, ..self }
    }

    pub(super) fn holding(self, slot: Slot<'a>) -> Self {
        Self {
            slot: Some(slot),
            ..self
        }
    }
}
