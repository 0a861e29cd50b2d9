//! The Rust types and names that progenitor 0.15 and typify 0.8 generate for a description.

mod client;
mod integer;
mod names;
mod own_type;
mod response;
mod rust_type;
mod schema_type;
mod text_check;

pub(crate) use client::Client;
pub(crate) use names::{pascal, snake};
pub use own_type::{OwnType, OwnTypeRule};
pub(crate) use rust_type::RustType;
pub(crate) use text_check::TextCheck;
