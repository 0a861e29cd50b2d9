//! The retry budget: time refills it, and it pays only for retries that are sent.

use std::time::Duration;

use tokio::task::JoinSet;
use twilio_proxy::{Client, Error, ErrorKind, RetryPolicy};

use crate::support::clock::Clock;
use crate::support::fixtures::{
    PARTICIPANT, SERVICE, SESSION, builder, drain, listing, only_error, page, record,
};
use crate::support::response::Answer;
use crate::support::server::Server;

/// Retries without a wait, so that a stopped clock holds nothing up.
fn immediate() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::ZERO)
}

/// Sends calls that fail until one is sent only once.
async fn spend_all(client: &Client) {
    while only_error(listing(client)).await.attempts() > 1 {}
}

#[tokio::test]
async fn time_refills_the_budget() {
    let _clock = Clock::stop();
    let server = Server::scripted([Answer::status(500, &[], "")]).await;
    let client = builder(&server).retry(immediate()).build().unwrap();
    spend_all(&client).await;
    assert_eq!(only_error(listing(&client)).await.attempts(), 1);
    tokio::time::advance(Duration::from_secs(3)).await;
    assert_eq!(only_error(listing(&client)).await.attempts(), 2);
    assert_eq!(only_error(listing(&client)).await.attempts(), 1);
    tokio::time::advance(Duration::from_secs(600)).await;
    let before = server.count();
    spend_all(&client).await;
    // 11 calls of 3 retries, one of 2 and one without.
    assert_eq!(server.count() - before, 35 + 13);
}

#[tokio::test]
async fn calls_that_are_dropped_while_they_wait_give_their_budget_back() {
    let clock = Clock::stop();
    let server = Server::answering(|number, _| match number {
        0..36 => Answer::status(503, &[("retry-after", "20")], ""),
        _ => Answer::status(503, &[], ""),
    })
    .await;
    let client = builder(&server).retry(immediate()).build().unwrap();
    let mut calls: JoinSet<Error> = (0..36).map(|_| only_error(listing(&client))).collect();
    // 35 calls wait with their retry reserved, and one found nothing left.
    let ended = calls.join_next().await.unwrap().unwrap();
    assert_eq!((ended.kind(), ended.attempts()), (ErrorKind::Api, 1));
    calls.shutdown().await;
    // The requests that pages fetch ahead are aborted as soon as their tasks run.
    clock.pass(Duration::from_millis(10)).await;
    let before = server.count();
    spend_all(&client).await;
    assert_eq!(server.count() - before, 35 + 13);
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_not_sent_and_costs_nothing() {
    let _clock = Clock::stop();
    let server = Server::scripted([Answer::status(500, &[], "")]).await;
    let client = builder(&server).retry(immediate()).build().unwrap();
    for _ in 0..40 {
        let list = client.generated().list_message_interaction();
        let list = list.service_sid(SERVICE).session_sid(SESSION);
        let list = list.participant_sid(PARTICIPANT);
        let list = list.page_token("x".repeat(70_000));
        let error = Error::from(list.send().await.unwrap_err());
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidInput, 0)
        );
        assert!(!error.outcome_unknown());
        assert!(!format!("{error} {error:?}").contains("xxx"));
    }
    assert_eq!(server.count(), 0);
    spend_all(&client).await;
    assert_eq!(server.count(), 35 + 13);
}

/// Nothing is charged for a pause.
#[tokio::test]
async fn a_retry_after_a_pause_costs_nothing() {
    let clock = Clock::stop();
    let server = Server::answering(|number, _| match number {
        0..120 if number % 6 != 5 => Answer::throttled("1"),
        0..120 => Answer::json(&page(vec![record(0)], None)),
        _ => Answer::status(500, &[], ""),
    })
    .await;
    let client = builder(&server).retry(immediate()).build().unwrap();
    for _ in 0..20 {
        assert_eq!(clock.run(drain(listing(&client).items())).await.len(), 1);
    }
    // Until requests pass at any time again.
    clock.pass(Duration::from_secs(2)).await;
    spend_all(&client).await;
    assert_eq!(server.count() - 120, 35 + 13);
}
