//! Requests: what every operation has in common. The operations themselves are written from the description.

pub(crate) mod decode;
mod encode;
mod fields;
mod macros;
mod operation;
mod own_headers;
mod pending;
mod response;
mod sending;

pub(crate) use fields::Fields;
pub(crate) use macros::{input_object, request};
pub(crate) use operation::{BodyFormat, Operation, Place, WHOLE_BODY};
pub(crate) use pending::Request;
pub use response::Response;
