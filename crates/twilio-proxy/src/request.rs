//! Requests: what every operation has in common. The operations themselves are written from the description.

mod decode;
mod encode;
mod fields;
mod macros;
mod operation;
mod pending;
mod response;

pub(crate) use decode::{bytes, empty, json};
pub(crate) use fields::Fields;
pub(crate) use macros::{input_object, request};
pub(crate) use operation::{BodyFormat, Operation, Place, WHOLE_BODY};
pub(crate) use pending::Request;
pub use response::Response;
