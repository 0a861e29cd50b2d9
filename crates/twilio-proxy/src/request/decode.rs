//! The bodies of successful responses.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use twilio_proxy_client::Undecodable;

/// Decodes JSON.
pub(crate) fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, Undecodable> {
    Undecodable::decode(body)
}

/// Accepts any body: an operation without a result succeeds by its status.
pub(crate) fn empty(_: &Bytes) -> Result<(), Undecodable> {
    Ok(())
}

/// Returns the body as it is.
pub(crate) fn bytes(body: &Bytes) -> Result<Bytes, Undecodable> {
    Ok(body.clone())
}
