//! The current place of the walk.

use super::change::{Directions, SchemaContext, Section};
use serde_json::Value;

/// A place in both descriptions, with everything that a change there depends on.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    /// The place for a reader.
    pub(super) label: String,
    pub(super) pointer: String,
    pub(super) section: Section,
    pub(super) directions: Directions,
    pub(super) context: Option<SchemaContext<'a>>,
    /// The old and the new operation.
    pub(super) operation: Option<(&'a Value, &'a Value)>,
    /// Whether a sibling schema allows any other text.
    pub(super) open: bool,
}

impl<'a> Place<'a> {
    pub(super) fn new(label: impl Into<String>, section: Section, pointer: &[&str]) -> Self {
        let place = Self {
            label: label.into(),
            pointer: String::new(),
            section,
            directions: Directions::default(),
            context: None,
            operation: None,
            open: false,
        };
        pointer.iter().fold(place, |place, key| place.at(key))
    }

    /// Returns the place of a member. The label stays the same.
    pub(super) fn at(&self, key: &str) -> Self {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        Self {
            pointer: format!("{}/{escaped}", self.pointer),
            ..self.clone()
        }
    }

    /// Returns the place of a member of a schema.
    pub(super) fn within(&self, key: &str) -> Self {
        self.at(key).keyword(key)
    }

    /// Returns the place of the schema itself, for a change of one of its keywords.
    pub(super) fn keyword(mut self, key: &str) -> Self {
        if let Some(context) = &mut self.context {
            context.path.push(key.to_owned());
        }
        self
    }

    pub(super) fn label(self, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..self
        }
    }

    /// Adds a part of an operation to the label.
    pub(super) fn part(self, part: &str) -> Self {
        let label = format!("{}, {part}", self.label);
        self.label(label)
    }

    /// Adds a property, `[]` for items or the like to the label.
    pub(super) fn suffix(self, suffix: &str) -> Self {
        let label = format!("{}{suffix}", self.label);
        self.label(label)
    }

    pub(super) fn section(self, section: Section) -> Self {
        Self { section, ..self }
    }

    pub(super) fn directions(self, directions: Directions) -> Self {
        Self { directions, ..self }
    }

    pub(super) fn open(self, open: bool) -> Self {
        Self { open, ..self }
    }

    pub(super) fn context(self, context: SchemaContext<'a>) -> Self {
        Self {
            context: Some(context),
            ..self
        }
    }
}
