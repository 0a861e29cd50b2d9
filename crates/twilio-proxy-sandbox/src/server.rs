use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fastrand::Rng;
use tower_http::compression::CompressionLayer;

use crate::account::{Account, sid};
use crate::message_interactions;
use crate::problem::Problem;
use crate::record::RecordedRequest;

/// What a running sandbox serves, and what it saw.
pub(crate) struct Served {
    pub account: Account,
    pub base_url: String,
    pub seed: u64,
    pub interactions: usize,
    pub latency: Duration,
    pub answers: AtomicU64,
    pub requests: Mutex<Vec<RecordedRequest>>,
}

impl Served {
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note(&self, request: &Request) {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(RecordedRequest::of(request));
    }
}

pub(crate) fn router(served: Arc<Served>) -> Router {
    Router::new()
        .route(message_interactions::PATH, get(message_interactions::list))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .fallback(async |request: Request| Problem::not_found(request.uri().path()))
        .layer(middleware::from_fn_with_state(Arc::clone(&served), gate))
        .layer(CompressionLayer::new())
        .with_state(served)
}

/// What every request passes: it is recorded, waits, and needs credentials; every answer gets a request id.
async fn gate(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    served.note(&request);
    if !served.latency.is_zero() {
        tokio::time::sleep(served.latency).await;
    }
    let mut response = if served.account.admits(request.headers()) {
        next.run(request).await
    } else {
        Problem::unauthorized().into_response()
    };
    let number = served.answers.fetch_add(1, Ordering::Relaxed);
    let id = sid("RQ", &mut Rng::with_seed(!served.seed ^ number));
    if let Ok(id) = HeaderValue::try_from(id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("twilio-request-id"), id);
    }
    response
}
