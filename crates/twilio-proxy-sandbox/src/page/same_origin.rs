//! Refuses requests that another site's page makes a browser send.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Passes a request on if it comes from this origin. The host must be a name of this machine, because a name of another site
/// can lead to loopback.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    if is_same_origin(request.headers()) {
        next.run(request).await
    } else {
        let help = "The page of the sandbox accepts requests of its own origin only. Open it at http://127.0.0.1.";
        (StatusCode::FORBIDDEN, help).into_response()
    }
}

fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or_default())
    };
    let Some(host) = text(HOST.as_str()) else {
        return false;
    };
    let is_local = host
        .parse::<Authority>()
        .is_ok_and(|authority| ["127.0.0.1", "localhost", "[::1]"].contains(&authority.host()));
    // Browsers send an origin with each POST.
    let is_own = text(ORIGIN.as_str()).is_none_or(|origin| origin == format!("http://{host}"));
    let is_not_foreign =
        text("sec-fetch-site").is_none_or(|site| ["same-origin", "none"].contains(&site));
    is_local && is_own && is_not_foreign
}
