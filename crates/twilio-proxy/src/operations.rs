// Written by `cargo xtask spec`. Do not edit.

//! The operations of Twilio Proxy: a module for each resource, with the types of its requests.

pub mod callbacks;
pub mod interaction;
pub mod message_interaction;
pub mod participant;
pub mod phone_number;
pub mod service;
pub mod session;
pub(crate) mod types;

/// The URL that the description of the API names.
pub(crate) const BASE_URL: Option<&str> = Some("https://proxy.twilio.com");
