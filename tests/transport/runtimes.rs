//! Runtimes that lack something or have ended, and listings that are left while a request is under way.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use tokio::runtime::Builder;
use tracing::Subscriber;
use tracing::span::{Attributes, Id};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};
use twilio_proxy::{Client, Credentials, Error, ErrorKind, RetryPolicy};

use crate::support::fixtures::{
    ACCOUNT, TOKEN, builder, collection, drain, kinds_of, listing, sids, sids_of,
};
use crate::support::response::{Answer, Then};
use crate::support::runtimes::{background, runtime};
use crate::support::server::Server;

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

/// Serves a listing to each GET, and this response to each POST.
async fn listing_and(response: Answer) -> Server {
    Server::answering(move |number, request| match request.method.as_str() {
        "POST" => response.clone(),
        _ => collection(3)(number, request),
    })
    .await
}

async fn create(client: &Client) -> Error {
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("one"));
    create.send().await.unwrap_err().into()
}

#[test]
fn a_post_uses_a_new_connection_if_the_runtime_of_the_old_one_has_ended() {
    let background = background();
    let server = background.block_on(listing_and(Answer::api_error(400, 20001, "no")));
    let client = builder(&server).build().unwrap();
    runtime().block_on(listing(&client).collect()).unwrap();

    let error = runtime().block_on(create(&client));
    assert_eq!((error.status(), error.attempts()), (Some(400), 1));
    assert_eq!((server.connections(), server.count()), (2, 2));
}

#[test]
fn a_post_on_a_connection_whose_runtime_is_idle_times_out_unsent() {
    let background = background();
    let server = background.block_on(listing_and(Answer::api_error(400, 20001, "no")));
    let patience = Duration::from_millis(100);
    let client = builder(&server).request_timeout(patience).build().unwrap();
    let (idle, other) = (runtime(), runtime());
    idle.block_on(listing(&client).collect()).unwrap();

    let error = other.block_on(create(&client));
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert_eq!((error.attempts(), server.count()), (1, 1), "{error}");
    assert!(error.outcome_unknown());
    // The connection is not used again.
    other.block_on(listing(&client).collect()).unwrap();
}

#[test]
fn a_post_under_way_fails_if_the_runtime_of_its_connection_ends() {
    let serving = background();
    let server = serving.block_on(listing_and(Answer::raw("").then(Then::Silence)));
    let client = builder(&server).build().unwrap();
    let (first, other) = (background(), runtime());
    first.block_on(listing(&client).collect()).unwrap();

    let end = async {
        server.reached(2).await;
        first.shutdown_background();
    };
    let (error, ()) = other.block_on(async { tokio::join!(create(&client), end) });
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(error.message().contains("runtime"), "{error}");
    assert_eq!((error.attempts(), server.count()), (1, 2), "{error}");
    assert!(error.outcome_unknown());
}
