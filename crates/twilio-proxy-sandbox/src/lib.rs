#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod account;
mod interactions;
mod message_interactions;
mod page_token;
mod paging;
mod problem;
mod record;
mod sandbox;
mod server;

pub use record::RecordedRequest;
pub use sandbox::{Sandbox, SandboxBuilder, StartError};
