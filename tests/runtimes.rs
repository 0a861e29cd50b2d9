//! Runtimes that lack something, and listings that are left while a request is under way.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use tokio::runtime::Builder;
use tracing::Subscriber;
use tracing::span::{Attributes, Id};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};
use twilio_proxy::{Client, Credentials, ErrorKind, RetryPolicy};

use crate::sample::{ACCOUNT, TOKEN, builder, collection, drain, kinds_of, listing, sids, sids_of};
use crate::server::Server;

#[test]
fn a_runtime_without_timers_or_io_is_an_error_that_says_so() {
    let bare = || Builder::new_current_thread().build();
    let timers = || Builder::new_current_thread().enable_time().build();
    let io = || Builder::new_current_thread().enable_io().build();
    for runtime in [bare(), timers(), io()] {
        let client = Client::builder()
            .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
            .base_url("http://127.0.0.1:1")
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let error = runtime
            .unwrap()
            .block_on(listing(&client).collect())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
        assert!(error.message().contains("enable_all"), "{error}");
    }
}

#[tokio::test]
async fn a_listing_that_is_left_keeps_no_other_from_its_turn() {
    let server = Server::answering(collection(3)).await;
    let client = builder(&server).max_in_flight(1).build().unwrap();
    let mut left = listing(&client).items();
    let mut cx = Context::from_waker(Waker::noop());
    assert!(pin!(left.next()).as_mut().poll(&mut cx).is_pending());

    assert_eq!(drain(listing(&client).items()).await.len(), 3);
    assert_eq!(drain(left).await.len(), 3);
    assert_eq!(server.count(), 2);
}

/// A layer that panics at the span of each request.
struct Defect;

impl<S: Subscriber> Layer<S> for Defect {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: LayerContext<'_, S>) {
        let name = attributes.metadata().name();
        assert!(name != "twilio_proxy.request", "canary-panic");
    }
}

#[tokio::test]
async fn a_panic_in_the_request_of_a_page_is_reported_as_a_panic() {
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let server = Server::answering(collection(6)).await;
    let list = listing(&builder(&server).build().unwrap()).page_size(2);
    let mut items = list.clone().items();
    items.next().await.unwrap().unwrap();
    server.reached(2).await;
    let cursor = items.cursor().unwrap();
    drop(items);

    let subscriber = tracing_subscriber::registry().with(Defect);
    let guard = tracing::subscriber::set_default(subscriber);
    let outcome = drain(list.clone().resume(cursor.clone()).items()).await;
    let page = list.clone().resume(cursor).page().await.unwrap_err();
    let collected = list.clone().collect().await.unwrap_err();
    drop(guard);
    assert_eq!(outcome.len(), 1);
    let errors = outcome.into_iter().filter_map(Result::err);
    for error in errors.chain([page, collected]) {
        assert!(error.message().contains("panic"), "{error}");
        assert!(!error.message().contains("shut down"), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
        let rest = drain(list.clone().resume(error.cursor().unwrap().clone()).items()).await;
        assert_eq!(kinds_of(&rest), []);
        assert!(sids_of(&rest).ends_with(&sids(1..6)));
    }
}
