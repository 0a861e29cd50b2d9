#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod account;
mod form;
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
mod transcript;

pub use record::RecordedRequest;
pub use sandbox::{Sandbox, SandboxBuilder, StartError};
