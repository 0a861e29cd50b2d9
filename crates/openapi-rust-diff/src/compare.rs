//! The comparison of two descriptions.

use crate::code;
use crate::meaning::{self, Clients};
use crate::part::Part;
use crate::row::{Comparison, Row};
use crate::rust::{Client, OwnTypeRule};
use crate::walk;
use serde_json::Value;
use std::fmt;

/// The settings of a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Returns the types that the project uses instead of generated ones (progenitor's `with_replacement`). By default,
    /// progenitor generates the types of all components.
    pub own_types: Option<OwnTypeRule>,
}

/// One of the two descriptions of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The description before the change.
    Old,
    /// The description after the change.
    New,
}

/// The error for a JSON document that is not an OpenAPI description: it has no text `openapi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADescription(
    /// The document in question.
    pub Side,
);

impl fmt::Display for NotADescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.0 {
            Side::Old => "old",
            Side::New => "new",
        };
        write!(
            f,
            "the {side} document is not an OpenAPI description: it has no text `openapi`"
        )
    }
}

impl std::error::Error for NotADescription {}

/// Compares two descriptions and returns a row for each difference.
///
/// # Errors
/// One of them is not an OpenAPI description.
pub fn compare(old: &Value, new: &Value, options: Options) -> Result<Comparison, NotADescription> {
    for (side, document) in [(Side::Old, old), (Side::New, new)] {
        if !document.get("openapi").is_some_and(Value::is_string) {
            return Err(NotADescription(side));
        }
    }
    let clients = Clients {
        old: Client::new(old, options.own_types),
        new: Client::new(new, options.own_types),
    };
    let changes = walk::changes(old, new);
    let rows = changes.iter().map(|change| {
        let Part {
            side,
            pointer,
            item,
        } = Part::of(old, new, change);
        Row {
            side,
            pointer,
            item,
            code: code::code(clients, change),
            ..meaning::row(clients, change)
        }
    });
    Ok(Comparison::new(rows.collect()))
}
