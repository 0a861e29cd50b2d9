use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use fastrand::Rng;
use tower_http::compression::CompressionLayer;

use crate::RecordedRequest;
use crate::account::Account;
use crate::fault::Script;
use crate::line::Breaker;
use crate::operations;
use crate::problem::Problem;
use crate::record::RequestLog;
use crate::resource::interaction::Interactions;
use crate::resource::message_interaction::MessageInteractions;
use crate::resource::participant::Participants;
use crate::resource::phone_number::PhoneNumbers;
use crate::resource::service::Services;
use crate::resource::session::Sessions;
use crate::sid::drawn;
use crate::store::Store;

/// The most bytes of a request's body.
const MOST_BYTES: usize = 2 << 20;

/// What a running sandbox serves, and what it saw.
pub(crate) struct Served {
    pub account: Account,
    pub base_url: String,
    pub seed: u64,
    pub latency: Duration,
    pub answers: AtomicU64,
    pub requests: RequestLog,
    pub faults: Script,
    pub store: RwLock<Store>,
}

impl Served {
    pub(crate) fn store(&self) -> RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn store_mut(&self) -> RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn router(served: Arc<Served>) -> Router {
    Router::new()
        .merge(operations::of::<Services>())
        .merge(operations::of::<PhoneNumbers>())
        .merge(operations::of::<Sessions>())
        .merge(operations::of::<Participants>())
        .merge(operations::of::<Interactions>())
        .merge(operations::of::<MessageInteractions>())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .fallback(async |request: Request| Problem::not_found(request.uri().path()))
        .layer(middleware::from_fn_with_state(Arc::clone(&served), admit))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&served), gate))
        .with_state(served)
}

/// What every request passes: it is recorded, waits, and may meet a fault; every answer gets a request id.
async fn gate(
    State(served): State<Arc<Served>>,
    ConnectInfo(breaker): ConnectInfo<Breaker>,
    request: Request,
    next: Next,
) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, MOST_BYTES).await;
    let recorded = RecordedRequest::of(&head, body.as_deref().unwrap_or_default());
    let effect = served.faults.met_by(&recorded);
    served.requests.note(recorded);
    if !served.latency.is_zero() {
        tokio::time::sleep(served.latency).await;
    }
    let request = body.map(|body| Request::from_parts(head, Body::from(body)));
    let mut response = match (request, effect) {
        (Ok(request), Some(effect)) => effect.answer(request, next, &breaker).await,
        (Ok(request), None) => next.run(request).await,
        (Err(_), _) => {
            Problem::invalid_parameter("The body is too large or can't be read").into_response()
        }
    };
    let number = served.answers.fetch_add(1, Ordering::Relaxed);
    let id = drawn("RQ", &mut Rng::with_seed(!served.seed ^ number));
    if let Ok(id) = HeaderValue::try_from(id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("twilio-request-id"), id);
    }
    response
}

/// Carries out what comes with credentials.
async fn admit(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    if served.account.admits(request.headers()) {
        next.run(request).await
    } else {
        Problem::unauthorized().into_response()
    }
}
