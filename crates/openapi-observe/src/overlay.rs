//! The overlay actions that make a description agree with recorded traffic.

mod edit;
mod fix;
mod json_path;
mod new_schema;
mod plan;
mod text;

pub(crate) use fix::Fix;
pub(crate) use plan::{Plan, Step};
pub(crate) use text::yaml;
