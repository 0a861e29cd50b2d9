//! The items that the generated code imports. Its paths to `progenitor_client` lead here.

use reqwest::Response;
use serde::de::DeserializeOwned;

use crate::failure::{Failure, Undecodable};
pub(crate) use crate::form::RequestBuilderExt;
use crate::json;
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
pub(crate) use progenitor_client::{ClientHooks, OperationInfo, QueryParam, encode_path};

/// Returns the response, or an error if it carries a [`Failure`] of the transport.
///
/// The generated code would read the failure's status and body as those of a declared response.
#[allow(clippy::result_large_err)]
pub(crate) fn received<E>(result: reqwest::Result<Response>) -> Result<Response, Error<E>> {
    let response = result?;
    match Failure::of(&response) {
        Some(_) => Err(Error::UnexpectedResponse(response)),
        None => Ok(response),
    }
}

/// Decodes a response's body as the type that the description declares. Replaces `ResponseValue::from_response`.
///
/// Checks that the body is UTF-8 once, instead of once for each string. The error keeps the response, its extensions too.
pub(crate) async fn decoded<T: DeserializeOwned, E>(
    mut response: Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let extensions = std::mem::take(response.extensions_mut());
    let body = response.bytes().await.map_err(Error::ResponseBodyError)?;
    let error = match json::decode(&body) {
        Ok(inner) => return Ok(ResponseValue::new(inner, status, headers)),
        Err(error) => error,
    };
    let mut response = http::Response::new(body.clone());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    *response.extensions_mut() = extensions;
    let failure = Failure::new(Undecodable::new::<T>(body, error));
    Err(Error::UnexpectedResponse(failure.attach(response)))
}
