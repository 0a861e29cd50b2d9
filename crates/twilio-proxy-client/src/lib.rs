#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the description decides which enums exist"
)]
pub mod enums;
mod failure;
mod form;
mod generated;
mod json;
mod object;
mod redacted;
#[allow(
    dead_code,
    unused_macros,
    reason = "the description decides which SIDs exist"
)]
pub mod sid;
#[allow(
    unused_imports,
    reason = "the description decides which of it the generated code uses"
)]
mod support;
#[allow(dead_code, reason = "the description decides which readers are used")]
mod text;
mod timestamp;
mod transport;

pub use failure::{Failure, Undecodable};
#[doc(hidden)]
pub use generated::PLAIN_FIELDS;
pub use generated::{Client, builder, types};
#[doc(hidden)]
pub use object::Objects;
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
pub use redacted::Redacted;
pub use sid::InvalidSid;
pub use transport::{Direct, Transport};
