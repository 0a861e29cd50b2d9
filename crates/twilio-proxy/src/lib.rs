// What the README links to, here: it is read elsewhere too. Of two definitions of a link the first counts.
#![doc = include_str!("readme_links.md")]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod base_url;
mod builder;
mod client;
mod credentials;
mod environment;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(any(doc, doctest))]
pub mod guide;
mod listing;
#[rustfmt::skip]
pub mod operations;
mod proxy_variables;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the description decides which of it the operations use"
)]
mod request;
mod transport;
mod trust_store;
pub mod webhook;

/// The generated client: for the names of what [`Client::generated`] gives and takes.
pub use twilio_proxy_client as generated;

pub use builder::ClientBuilder;
pub use client::Client;
pub use credentials::Credentials;
pub use error::{Error, ErrorKind};
pub use listing::{Cursor, Items, List, Page, Pages, RawRecord, RejectedRecord};
// A name of a hand-written type wins over that of a type from the description.
pub use operations::types::*;
pub use request::Response;
pub use transport::{Exchange, RetryPolicy};
pub use twilio_proxy_client::{InvalidSid, Redacted};
