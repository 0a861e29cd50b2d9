//! The outcome of a call as a response that passes through the generated method, and its error converted back.

use bytes::Bytes;
use http::StatusCode;
use progenitor_client::Error as ClientError;
use reqwest::Response;
use twilio_proxy_client::types::ApiError;
use twilio_proxy_client::{Failure, Undecodable};

use crate::transport::error_body::ErrorBody;
use crate::transport::redaction::Redaction;
use crate::transport::response::{HttpResponse, Received, api_error, request_id, transport_error};
use crate::transport::undecodable::{undecodable, undecodable_record};
use crate::{Error, ErrorKind};

/// The extension of a response that says which call it belongs to, for the error if it does not decode.
#[derive(Clone, Copy)]
struct Sent {
    attempts: u32,
    /// Whether the request changes nothing.
    is_read: bool,
}

/// Returns a successful response for the generated method to decode.
pub(crate) fn succeeded(received: Received) -> Response {
    let mut response = received.response.into_http();
    response.extensions_mut().insert(Sent {
        attempts: received.attempts,
        is_read: received.is_read,
    });
    response.into()
}

/// The status of a call that failed without a response. Other HTTP clients use it for this too; no API sends it.
const NO_RESPONSE: u16 = 599;

/// Returns a failed call as the response that carries it through the generated method: the error response itself, if there
/// was one.
pub(crate) fn failed(mut error: Error) -> Response {
    let response = error.take_response().map_or_else(
        || {
            let mut response = http::Response::new(Bytes::new());
            // It is a valid status code, so the fallback is never used.
            *response.status_mut() =
                StatusCode::from_u16(NO_RESPONSE).unwrap_or(StatusCode::IM_A_TEAPOT);
            response
        },
        HttpResponse::into_http,
    );
    Failure::new(error).attach(response)
}

impl From<ClientError<ApiError>> for Error {
    fn from(error: ClientError<ApiError>) -> Self {
        of_generated(error)
    }
}

/// Of an operation that declares no body for its errors.
impl From<ClientError<()>> for Error {
    fn from(error: ClientError<()>) -> Self {
        of_generated(error)
    }
}

/// Of an error that was downcast from `Box<dyn std::error::Error>` or `anyhow::Error`.
impl From<&ClientError<ApiError>> for Error {
    fn from(error: &ClientError<ApiError>) -> Self {
        of_borrowed(error)
    }
}

/// Of an operation that declares no body for its errors.
impl From<&ClientError<()>> for Error {
    fn from(error: &ClientError<()>) -> Self {
        of_borrowed(error)
    }
}

/// The type of an operation's declared error response.
trait DeclaredError {
    fn body(&self) -> ErrorBody;
}

impl DeclaredError for ApiError {
    fn body(&self) -> ErrorBody {
        ErrorBody::from(self.clone())
    }
}

impl DeclaredError for () {
    fn body(&self) -> ErrorBody {
        ErrorBody::default()
    }
}

fn of_generated<E: DeclaredError>(error: ClientError<E>) -> Error {
    match error {
        ClientError::CommunicationError(error)
        | ClientError::InvalidUpgrade(error)
        | ClientError::ResponseBodyError(error) => transport_error(error),
        error => of_borrowed(&error),
    }
}

fn of_borrowed<E: DeclaredError>(error: &ClientError<E>) -> Error {
    match error {
        ClientError::InvalidRequest(what) => Error::new(ErrorKind::InvalidInput, what.as_str()),
        ClientError::CommunicationError(error)
        | ClientError::InvalidUpgrade(error)
        | ClientError::ResponseBodyError(error) => match error.is_timeout() {
            true => Error::new(ErrorKind::Timeout, "a time limit ran out"),
            false => Error::new(ErrorKind::Transport, "the connection broke"),
        },
        ClientError::ErrorResponse(response) => api_error(
            response.status().as_u16(),
            response.body(),
            response.headers(),
            &Redaction::default(),
        ),
        ClientError::InvalidResponsePayload(body, error) => undecodable(body, error),
        ClientError::UnexpectedResponse(response) => of_response(response),
        ClientError::Custom(what) => Error::new(ErrorKind::Transport, what.as_str()),
    }
}

fn of_response(response: &Response) -> Error {
    let failure = Failure::of(response);
    if let Some(error) = failure.and_then(Failure::downcast_ref::<Error>) {
        return error.clone();
    }
    let status = response.status();
    let body = failure.and_then(Failure::downcast_ref::<Undecodable>);
    let Some(body) = body.filter(|_| status.is_success()) else {
        let hide = Redaction::default();
        return api_error(
            status.as_u16(),
            ErrorBody::default(),
            response.headers(),
            &hide,
        );
    };
    let sent = response.extensions().get::<Sent>();
    undecodable_record(body)
        .with_status(status.as_u16())
        .with_request_id(request_id(response.headers()))
        .with_attempts(sent.map_or(0, |sent| sent.attempts))
        .with_outcome_unknown(sent.is_some_and(|sent| !sent.is_read))
}
