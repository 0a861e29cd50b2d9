use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use fastrand::Rng;
use tower_http::compression::CompressionLayer;

use crate::RecordedRequest;
use crate::account::Account;
use crate::body;
use crate::callback::Callbacks;
use crate::delivery_log::DeliveryLog;
use crate::fault::Script;
use crate::line::Breaker;
use crate::operations;
use crate::page;
use crate::problem::Problem;
use crate::record::RequestLog;
use crate::request_limit::RequestLimit;
use crate::resource::interaction::Interactions;
use crate::resource::message_interaction::MessageInteractions;
use crate::resource::participant::Participants;
use crate::resource::phone_number::PhoneNumbers;
use crate::resource::service::Services;
use crate::resource::session::Sessions;
use crate::sid::drawn;
use crate::store::Store;

/// What a running sandbox serves, and what it saw.
pub(crate) struct Served {
    pub account: Account,
    pub base_url: String,
    pub seed: u64,
    pub latency: Duration,
    pub answers: AtomicU64,
    pub requests: RequestLog,
    pub faults: Script,
    pub callbacks: Callbacks,
    /// Kept if the page is served.
    pub deliveries: Option<DeliveryLog>,
    pub request_limit: Option<RequestLimit>,
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
    let api = Router::new()
        .merge(operations::of::<Services>())
        .merge(operations::of::<PhoneNumbers>())
        .merge(operations::of::<Sessions>())
        .merge(operations::of::<Participants>())
        .merge(operations::of::<Interactions>())
        .merge(operations::of::<MessageInteractions>())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .fallback(async |request: Request| Problem::not_found(request.uri().path()))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&served), gate));
    match served.deliveries {
        Some(_) => api.merge(page::routes()),
        None => api,
    }
    .with_state(served)
}

/// Authenticates and records a request, and then handles it or applies a fault. Every response gets a request id.
async fn gate(
    State(served): State<Arc<Served>>,
    Extension(breaker): Extension<Breaker>,
    request: Request,
    next: Next,
) -> Response {
    let (head, body) = request.into_parts();
    let body = if served.account.admits(&head.headers) {
        body::read(body).await
    } else {
        body::discard(body.into_data_stream());
        Err(Problem::unauthorized())
    };
    let limit = served.request_limit.as_ref();
    let body = body.and_then(|body| {
        match limit.is_none_or(|limit| limit.admits(&head.method, &head.uri)) {
            true => Ok(body),
            false => Err(Problem::too_many_requests()),
        }
    });
    let recorded = RecordedRequest::of(&head, body.as_deref().unwrap_or_default());
    // A request that is refused meets no fault.
    let accepted = body.and_then(|body| Ok((body, served.faults.met_by(&recorded)?)));
    served.requests.note(recorded);
    if !served.latency.is_zero() {
        tokio::time::sleep(served.latency).await;
    }
    let request = |body| Request::from_parts(head, Body::from(body));
    let mut response = match accepted {
        Ok((body, Some(effect))) => effect.answer(request(body), next, &breaker).await,
        Ok((body, None)) => next.run(request(body)).await,
        Err(problem) => problem.into_response(),
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
