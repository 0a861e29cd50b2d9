#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod failure;
mod form;
mod generated;
mod object;
mod open;
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
pub use open::Open;
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
pub use redacted::Redacted;
pub use sid::InvalidSid;
pub use transport::{Direct, Transport};
