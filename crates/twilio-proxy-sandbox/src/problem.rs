use axum::Json;
use axum::http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An answer that is no success, as the API words it: an HTTP status, and a code of the API's own.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: u32,
    message: String,
}

impl Problem {
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 20003, "Authenticate")
    }

    pub(crate) fn not_found(path: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            20404,
            format!("The requested resource {path} was not found"),
        )
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, 20004, "Method not allowed")
    }

    pub(crate) fn invalid_parameter(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 20001, message)
    }

    pub(crate) fn request_timeout() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            20408,
            "The body was not sent in time",
        )
    }

    pub(crate) fn payload_too_large(bytes: usize, fields: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            20413,
            format!("The body has more than {bytes} bytes or {fields} fields"),
        )
    }

    pub(crate) fn too_many_requests() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            20429,
            "Too many requests: the limit of requests per second is exceeded",
        )
    }

    pub(crate) fn invalid_page_token() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 21481, "Invalid Page Token")
    }

    pub(crate) fn participant_already_in_session() -> Self {
        Self::refused(80103, "The identifier is a participant of the session")
    }

    pub(crate) fn phone_number_already_in_service() -> Self {
        Self::refused(80104, "The phone number belongs to a service already")
    }

    pub(crate) fn no_free_number() -> Self {
        Self::refused(
            80207,
            "The service has no phone number that is not reserved",
        )
    }

    pub(crate) fn identifier_not_reachable() -> Self {
        Self::refused(80404, "The identifier is not a reachable phone number")
    }

    pub(crate) fn participant_conflict() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            80623,
            "The identifier has the same proxy identifier in another open session",
        )
    }

    pub(crate) fn service_name_taken() -> Self {
        Self::refused(80602, "Another service has this UniqueName")
    }

    pub(crate) fn session_name_taken() -> Self {
        Self::refused(80603, "Another session of the service has this UniqueName")
    }

    pub(crate) fn proxy_identifier_not_in_service() -> Self {
        Self::refused(80605, "The proxy identifier is no number of the service")
    }

    pub(crate) fn session_closed() -> Self {
        Self::refused(80607, "The session is closed")
    }

    pub(crate) fn session_status_invalid(from: &str, to: &str) -> Self {
        Self::refused(80608, format!("A session can't go from {from} to {to}"))
    }

    pub(crate) fn too_many_participants(most: usize) -> Self {
        Self::refused(80609, format!("A session has {most} participants at most"))
    }

    /// An error that a fault asks for, whatever the request. 500 where HTTP has no such status.
    pub(crate) fn scripted(status: u16, code: u32) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let message = status.canonical_reason().unwrap_or("A scripted error");
        Self::new(status, code, message)
    }

    /// The closure of a fault's `when` panicked.
    pub(crate) fn closure_panicked() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            20500,
            "A closure that was passed to Fault::when panicked",
        )
    }

    /// The request is well formed and still can't be met.
    fn refused(code: u32, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "code": self.code,
            "message": self.message,
            "more_info": format!("https://www.twilio.com/docs/errors/{}", self.code),
            "status": self.status.as_u16(),
        });
        let mut response = (self.status, Json(body)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"Twilio API\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
