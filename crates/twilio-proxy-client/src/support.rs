//! What the generated code takes from outside itself, by name.

use serde::de::DeserializeOwned;

pub(crate) use crate::form::RequestBuilderExt;
use crate::object;
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
pub(crate) use progenitor_client::{ClientHooks, OperationInfo, QueryParam, encode_path};

/// The body of an answer as what the description says it is, in place of progenitor's own `from_response`.
///
/// All of it is checked to be UTF-8 once, rather than each string of it.
pub(crate) async fn decoded<T: DeserializeOwned, E>(
    response: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let status = response.status();
    let headers = response.headers().clone();
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    match decode(&body) {
        Ok(inner) => Ok(ResponseValue::new(inner, status, headers)),
        Err(error) => Err(Error::InvalidResponsePayload(body, error)),
    }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    let Ok(text) = std::str::from_utf8(body) else {
        // serde_json says where.
        return serde_json::from_slice(body);
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let value = object::one(&mut json)?;
    json.end()?;
    Ok(value)
}
