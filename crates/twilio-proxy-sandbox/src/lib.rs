#![doc = include_str!("../README.md")]
//!
//! How to test code of your own with it is told in [`testing`].
#![forbid(unsafe_code)]

mod account;
mod body;
mod callback;
mod connections;
mod conversation;
mod delivery;
mod delivery_log;
mod event_parameters;
mod fault;
mod form;
mod json_object;
mod line;
mod new_session;
mod operations;
mod origin;
mod page;
mod page_token;
mod paging;
mod people;
mod problem;
#[cfg(feature = "program")]
pub mod program;
mod record;
mod request_limit;
mod resource;
mod rows;
mod said;
mod sandbox;
mod seeding;
mod sent;
mod server;
mod sid;
mod start_error;
mod store;
pub mod testing;
mod transcript;

pub use callback::{Callback, CallbackResponse};
pub use delivery::{Delivery, DeliveryError, Outcome};
pub use fault::{Fault, InvalidFault};
pub use record::RecordedRequest;
pub use sandbox::{Sandbox, SandboxBuilder};
pub use start_error::StartError;
