//! Describes pages as OpenAPI 3.0: names, schemas from samples, bounds from sentences.

mod bodies;
mod collected;
mod components;
mod description;
mod duplicates;
mod faked;
mod fields;
mod findings;
mod operation;
mod operation_names;
mod page_context;
mod parameters;
mod prose;
mod responses;
mod security;
mod servers;
mod shape;
mod sids;
mod steps;
mod tags;

pub use description::Description;
pub use steps::describe;
