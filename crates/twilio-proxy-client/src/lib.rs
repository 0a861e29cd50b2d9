#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod enums;
mod failure;
mod form;
mod generated;
mod object;
mod redacted;
pub mod sid;
mod support;
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
