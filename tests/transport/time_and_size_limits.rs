//! Time and size have bounds, and a bound that is met is quick.

use std::time::{Duration, Instant};

use twilio_proxy::{ErrorKind, RetryPolicy};

use crate::support::fixtures::{
    builder, collection, drain, listing, only_error, page, quick, records, sids, sids_of,
};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

#[tokio::test]
async fn silence_ends_by_the_read_timeout_too() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let client = builder(&server)
        .read_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 4));
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn the_deadline_ends_a_call_whatever_the_attempts() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let policy = quick().deadline(Duration::from_millis(100));
    let client = builder(&server).retry(policy).build().unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(error.cursor().is_some());
}

#[tokio::test]
async fn a_bomb_is_refused_long_before_it_is_unpacked() {
    for status in [200, 404, 500] {
        let server = Server::scripted([Answer::bomb(status)]).await;
        let client = builder(&server)
            .max_response_bytes(1 << 20)
            .build()
            .unwrap();
        let started = Instant::now();
        let error = only_error(listing(&client)).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
        assert!(started.elapsed() < Duration::from_secs(10));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn the_bound_is_exact() {
    let body = page(records(0..3), None);
    let length = u64::try_from(body.to_string().len()).unwrap();
    let zipped = Answer::gzip(&crate::support::response::zip(body.to_string().as_bytes()));
    for answer in [Answer::json(&body), zipped] {
        let server = Server::scripted([answer]).await;
        let fits = builder(&server).max_response_bytes(length).build().unwrap();
        assert_eq!(sids_of(&drain(listing(&fits).items()).await), sids(0..3));
        let small = builder(&server)
            .max_response_bytes(length - 1)
            .build()
            .unwrap();
        assert_eq!(
            only_error(listing(&small)).await.kind(),
            ErrorKind::TooLarge
        );
    }
}

#[tokio::test]
async fn extreme_settings_do_not_panic() {
    let server = Server::answering(collection(3)).await;
    let policy = RetryPolicy::default()
        .max_attempts(0)
        .base_delay(Duration::MAX)
        .max_delay(Duration::MAX)
        .deadline(Duration::MAX);
    let client = builder(&server)
        .retry(policy)
        .connect_timeout(Duration::MAX)
        .read_timeout(Duration::MAX)
        .request_timeout(Duration::MAX)
        .max_response_bytes(u64::MAX)
        .max_in_flight(usize::MAX)
        .build()
        .unwrap();
    assert_eq!(
        drain(listing(&client).limit(usize::MAX).items())
            .await
            .len(),
        3
    );
}
