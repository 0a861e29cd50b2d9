//! Schemas, and JSON values compared with them.

mod alternatives;
mod constraints;
mod fields;
mod format;
mod from_text;
mod json_type;
mod null;
mod parts;
mod pattern;
mod walker;

pub(crate) use json_type::{JsonType, shape};
pub(crate) use parts::first_type;
pub(crate) use pattern::Patterns;
pub(crate) use walker::{At, Walker};
