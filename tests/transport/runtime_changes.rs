//! Listings that are moved to another runtime, or left unpolled: no panic, no wait without end, nothing lost.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;
use twilio_proxy::{Error, MessageInteraction};

use crate::support::fixtures::{builder, collection, list, listing};
use crate::support::response::{Answer, Then};
use crate::support::runtimes::{background, runtime};
use crate::support::server::Server;

/// Silent to the first request, so that it is under way for as long as the test wants.
async fn silent_once() -> Server {
    Server::answering(|number, request| match number {
        0 => Answer::raw("").then(Then::Silence),
        _ => collection(3)(number, request),
    })
    .await
}

async fn poll_once<F: Future + ?Sized>(mut future: Pin<&mut F>) {
    let pending = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx).is_pending())).await;
    assert!(pending, "the answer is there already");
}

/// Polls until the first request has come.
async fn poll_until_asked(future: Pin<&mut (impl Future + ?Sized)>, server: &Server) {
    tokio::select! {
        _ = future => panic!("silence is no answer"),
        () = server.reached(1) => {}
    }
}

/// Far longer than it takes, and far shorter than for ever.
async fn soon<F: Future>(future: F) -> F::Output {
    let patience = tokio::time::timeout(Duration::from_secs(5), future);
    patience.await.expect("waits without end")
}

fn count(outcome: Result<Vec<MessageInteraction>, Error>) -> usize {
    outcome.map_or_else(|error| panic!("{error}"), |items| items.len())
}

#[test]
fn a_page_fetched_ahead_on_an_idle_runtime_comes_on_another() {
    let background = background();
    let server = background.block_on(Server::answering(collection(3)));
    let (idle, other) = (runtime(), runtime());
    // The first page's connection stays with the idle runtime: an attempt that is given it has to time out.
    let patience = Duration::from_millis(100);
    let client = builder(&server).request_timeout(patience).build().unwrap();
    let mut items = listing(&client).page_size(1).items();
    idle.block_on(items.next()).unwrap().unwrap();
    for _ in 1..3 {
        other.block_on(soon(items.next())).unwrap().unwrap();
    }
    assert!(other.block_on(soon(items.next())).is_none());
}

#[test]
fn a_collect_under_way_goes_on_on_another_runtime() {
    for ended in [false, true] {
        let background = background();
        let server = background.block_on(silent_once());
        let (first, other) = (runtime(), runtime());
        let mut collect = Box::pin(list(&server).collect());
        first.block_on(poll_until_asked(collect.as_mut(), &server));
        let _idle = (!ended).then_some(first);
        assert_eq!(count(other.block_on(soon(collect))), 3, "ended: {ended}");
    }
}

#[test]
fn a_stream_under_way_goes_on_when_its_runtime_has_ended() {
    let background = background();
    let server = background.block_on(silent_once());
    let (first, other) = (runtime(), runtime());
    let mut items = list(&server).items();
    let next = poll_fn(|cx| Pin::new(&mut items).poll_next(cx));
    first.block_on(poll_until_asked(pin!(next), &server));
    drop(first);
    other.block_on(soon(items.next())).unwrap().unwrap();
}

#[test]
fn a_next_that_is_dropped_after_its_runtime_loses_nothing() {
    let background = background();
    let server = background.block_on(silent_once());
    let (first, other) = (runtime(), runtime());
    let mut items = list(&server).items();
    {
        let mut next = Box::pin(items.next());
        first.block_on(poll_until_asked(next.as_mut(), &server));
        drop(first);
    }
    other.block_on(soon(items.next())).unwrap().unwrap();
}

/// Polled by an executor of another kind once its runtime has begun it.
#[test]
fn a_future_that_leaves_its_runtime_ends_without_a_panic() {
    let background = background();
    let server = background.block_on(Server::scripted([Answer::status(500, &[], "")]));
    let client = builder(&server).build().unwrap();
    let mut collect = Box::pin(listing(&client).collect());
    let generated = client.generated().list_message_interaction();
    let mut generated = Box::pin(
        generated
            .service_sid(crate::support::fixtures::SERVICE)
            .send(),
    );
    background.block_on(poll_once(collect.as_mut()));
    let mut cx = Context::from_waker(Waker::noop());
    while collect.as_mut().poll(&mut cx).is_pending() {
        std::thread::yield_now();
    }
    assert!(generated.as_mut().poll(&mut cx).is_ready());
}

#[tokio::test]
async fn a_listing_that_nobody_polls_keeps_no_other_from_its_turn() {
    let server = Server::answering(collection(3)).await;
    let client = builder(&server).max_in_flight(1).build().unwrap();

    let mut unpolled = pin!(listing(&client).collect());
    poll_once(unpolled.as_mut()).await;
    assert_eq!(count(soon(listing(&client).collect()).await), 3);

    let mut stream = listing(&client).items();
    poll_once(pin!(poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)))).await;
    assert_eq!(count(soon(listing(&client).collect()).await), 3);
    assert_eq!(count(soon(unpolled).await), 3);
}
