//! The page at `/sandbox`: what the sandbox holds and saw, and a form to write and call.

mod page_state;
mod same_origin;

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::said::Kind;
use crate::sent::Sent;
use crate::server::Served;

/// The page loads its own files only, sends to its own origin only, and stands in no frame.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Returns the page's routes. They require no credentials, but refuse requests of other origins.
pub(crate) fn routes() -> Router<Arc<Served>> {
    let html = async || file("text/html; charset=utf-8", include_str!("page/index.html"));
    let css = async || file("text/css; charset=utf-8", include_str!("page/page.css"));
    let script = async || {
        file(
            "text/javascript; charset=utf-8",
            include_str!("page/page.js"),
        )
    };
    Router::new()
        .route("/sandbox", get(html))
        .route("/sandbox/page.css", get(css))
        .route("/sandbox/page.js", get(script))
        .route("/sandbox/state", get(state))
        .route("/sandbox/deliveries", post(deliver))
        .layer(middleware::from_fn(same_origin::check))
}

fn file(content_type: &'static str, text: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}

async fn state(State(served): State<Arc<Served>>) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Json(page_state::of(&served)))
}

/// What the form asks for.
#[derive(Deserialize)]
struct Asked {
    kind: AskedKind,
    from: String,
    to: String,
    #[serde(default)]
    body: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AskedKind {
    Message,
    Call,
}

async fn deliver(
    State(served): State<Arc<Served>>,
    Json(asked): Json<Asked>,
) -> Result<Json<Value>, (StatusCode, String)> {
    let (kind, body) = match asked.kind {
        AskedKind::Message => (Kind::Message, Some(asked.body)),
        AskedKind::Call => (Kind::Call, None),
    };
    let sent = Sent {
        kind,
        from: asked.from.trim().to_owned(),
        to: asked.to.trim().to_owned(),
        body,
    };
    let delivery = served
        .deliver(&sent)
        .await
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    Ok(Json(
        json!({ "outcome": page_state::outcome(delivery.outcome()) }),
    ))
}
