//! What the generated code takes from outside itself, by name.

pub(crate) use crate::form::RequestBuilderExt;
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
pub(crate) use progenitor_client::{ClientHooks, OperationInfo, QueryParam, encode_path};
