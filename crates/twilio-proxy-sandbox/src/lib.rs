#![doc = include_str!("../README.md")]
//!
//! How to test code of your own with it is told in [`testing`].
#![forbid(unsafe_code)]

mod account;
mod body;
mod connections;
mod fault;
mod form;
mod json_object;
mod line;
mod operations;
mod origin;
mod page_token;
mod paging;
mod problem;
mod record;
mod resource;
mod rows;
mod said;
mod sandbox;
mod seeding;
mod server;
mod sid;
mod store;
pub mod testing;
mod transcript;

pub use fault::{Fault, InvalidFault};
pub use record::RecordedRequest;
pub use sandbox::{Sandbox, SandboxBuilder, StartError};
