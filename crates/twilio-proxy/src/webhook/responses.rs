use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;

/// Returns the response that lets an interaction go on, or that confirms a callback: 200 without a body.
pub fn allow() -> Response<String> {
    response(StatusCode::OK, "text/plain", String::new())
}

/// Returns the response that blocks an interaction: 403 without a body.
///
/// Any other status lets the interaction go on, and so does a response that is late.
pub fn block() -> Response<String> {
    response(StatusCode::FORBIDDEN, "text/plain", String::new())
}

/// Returns the response to an out-of-session callback with TwiML, which the API carries out.
pub fn twiml(twiml: impl Into<String>) -> Response<String> {
    response(StatusCode::OK, "application/xml", twiml.into())
}

/// Returns the response to an out-of-session callback with JSON: the session that the API creates.
///
/// A value that cannot be serialized is a 500 without a body.
///
/// ```
/// use twilio_proxy::{NewSession, webhook};
///
/// let response = webhook::json(&NewSession::new("+15550100").ttl(3600));
/// assert_eq!(response.body(), r#"{"participantIdentifier":"+15550100","ttl":3600}"#);
/// ```
pub fn json(value: &impl Serialize) -> Response<String> {
    match serde_json::to_string(value) {
        Ok(body) => response(StatusCode::OK, "application/json", body),
        Err(_) => response(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain",
            String::new(),
        ),
    }
}

fn response(status: StatusCode, content_type: &'static str, body: String) -> Response<String> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let content_type = HeaderValue::from_static(content_type);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
