//! A 429 pauses a client and its clones, until the API's limit lets them through again.

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use twilio_proxy::{Client, ErrorKind, RetryPolicy};

use crate::support::clock::Clock;
use crate::support::fixtures::{
    builder, collection, drain, listing, only_error, page, quick, record, sids, sids_of,
};
use crate::support::request::Request;
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

/// Allows this many requests in any five seconds. `counts_refused` is true if a 429 counts as a request too.
fn window(
    requests: usize,
    counts_refused: bool,
    serve: impl Fn(usize, &Request) -> Answer + Send + Sync,
) -> impl Fn(usize, &Request) -> Answer + Send + Sync {
    let times = Mutex::new(VecDeque::new());
    move |number, request| {
        let mut times = times.lock().unwrap();
        let now = Instant::now();
        while times
            .front()
            .is_some_and(|time| now - *time >= Duration::from_secs(5))
        {
            times.pop_front();
        }
        let allowed = times.len() < requests;
        if allowed || counts_refused {
            times.push_back(now);
        }
        if allowed {
            serve(number, request)
        } else {
            Answer::status(429, &[], "")
        }
    }
}

fn default_client(server: &Server) -> Client {
    let builder = builder(server).retry(RetryPolicy::default());
    builder.build().unwrap()
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

async fn wait_of(client: &Client, expected: RangeInclusive<f64>) {
    let error = only_error(listing(client)).await;
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::RateLimited, 1)
    );
    let wait = seconds(error.retry_after().unwrap());
    assert!(expected.contains(&wait), "{wait} s");
}

#[tokio::test]
async fn eight_listings_at_once_all_finish_under_a_limit_of_thirty_requests_in_five_seconds() {
    let clock = Clock::stop();
    for counts_refused in [false, true] {
        let server = Server::answering(window(30, counts_refused, collection(15))).await;
        let client = default_client(&server);
        let mut listings: JoinSet<_> = (0..8)
            .map(|_| drain(listing(&client.clone()).page_size(1).items()))
            .collect();
        while let Some(outcome) = clock.run(listings.join_next()).await {
            assert_eq!(sids_of(&outcome.unwrap()), sids(0..15));
        }
        // 8 listings of 15 pages. Of the 429 responses, some are to requests that were under way at the same time, and one is
        // to the first request after each pause.
        assert!(server.count() < 8 * 15 + 60, "{}", server.count());
    }
}

#[tokio::test]
async fn a_hundred_tasks_pass_a_limit_that_they_exceed_at_once() {
    let clock = Clock::stop();
    let server = Server::answering(window(30, false, collection(1))).await;
    let client = default_client(&server);
    let mut tasks: JoinSet<_> = (0..100)
        .map(|_| drain(listing(&client.clone()).items()))
        .collect();
    while let Some(outcome) = clock.run(tasks.join_next()).await {
        assert_eq!(sids_of(&outcome.unwrap()), sids(0..1));
    }
}

#[tokio::test]
async fn one_listing_outlasts_a_window_of_several_seconds() {
    let clock = Clock::stop();
    let server = Server::answering(window(1, false, collection(3))).await;
    let client = default_client(&server);
    let outcome = clock
        .run(drain(listing(&client).page_size(1).items()))
        .await;
    assert_eq!(sids_of(&outcome), sids(0..3));
}

#[tokio::test]
async fn waits_for_the_rate_do_not_use_up_the_attempts() {
    let clock = Clock::stop();
    let good = Answer::json(&page(vec![record(0)], None));
    for limited in [Answer::status(429, &[], ""), Answer::throttled("2")] {
        // Six 429 responses use two attempts, and the 500 another one.
        let mut script = vec![limited; 6];
        script.extend([Answer::status(500, &[], ""), good.clone()]);
        let server = Server::scripted(script).await;
        let outcome = clock
            .run(drain(listing(&default_client(&server)).items()))
            .await;
        assert_eq!((sids_of(&outcome), outcome.len()), (sids(0..1), 1));
        assert_eq!(server.count(), 8);
    }
}

#[tokio::test]
async fn a_429_pauses_the_other_requests_of_the_client_and_its_clones() {
    let clock = Clock::stop();
    for wait in ["2", "20"] {
        let good = Answer::json(&page(vec![record(0)], None));
        let server = Server::scripted([Answer::throttled(wait), good]).await;
        let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
        assert_eq!(only_error(listing(&client)).await.attempts(), 1);
        let mut others: JoinSet<_> = (0..3)
            .map(|_| drain(listing(&client.clone()).items()))
            .collect();
        let wait = Duration::from_secs(wait.parse().unwrap());
        clock.pass(wait - Duration::from_millis(10)).await;
        assert_eq!(server.count(), 1, "a request was sent during the pause");
        while let Some(outcome) = clock.run(others.join_next()).await {
            assert_eq!(sids_of(&outcome.unwrap()), sids(0..1));
        }
        assert_eq!(server.count(), 4);
    }
}

#[tokio::test]
async fn the_wait_is_computed_if_the_server_names_none() {
    let clock = Clock::stop();
    for answer in [
        Answer::status(429, &[], ""),
        Answer::throttled("soon"),
        Answer::throttled("-1"),
        Answer::api_error(429, 20429, "Too many requests"),
    ] {
        let good = Answer::json(&page(vec![record(0)], None));
        let limited = [
            answer.clone(),
            answer.clone(),
            answer.clone(),
            answer.clone(),
        ];
        let script = limited.into_iter().chain([good, answer]);
        let server = Server::scripted(script).await;
        let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
        for about in [1.0, 2.0, 4.0, 5.0] {
            clock.run(wait_of(&client, about * 0.5..=about * 1.5)).await;
        }
        let good = clock.run(listing(&client).page()).await.unwrap();
        assert_eq!(good.items.len(), 1);
        clock.run(wait_of(&client, 0.5..=1.5)).await;
    }
}

#[tokio::test]
async fn a_limit_without_end_ends_each_call_by_its_deadline() {
    let clock = Clock::stop();
    for (answer, most) in [
        (Answer::status(429, &[], ""), 20 + 30),
        (Answer::throttled("1"), 20 + 80),
    ] {
        let server = Server::scripted([answer]).await;
        let client = default_client(&server);
        let started = Instant::now();
        let mut tasks: JoinSet<_> = (0..20)
            .map(|_| only_error(listing(&client.clone())))
            .collect();
        while let Some(error) = clock.run(tasks.join_next()).await {
            let error = error.unwrap();
            assert_eq!(error.kind(), ErrorKind::RateLimited, "{error}");
            assert!(error.retry_after().is_some());
        }
        assert!(seconds(started.elapsed()) < 60.5);
        assert!(server.count() <= most, "{} requests", server.count());
    }
}

#[tokio::test]
async fn without_retries_a_429_is_one_attempt() {
    let server = Server::scripted([Answer::status(429, &[], "")]).await;
    let client = builder(&server).retry(RetryPolicy::none()).build().unwrap();
    wait_of(&client, 0.5..=1.5).await;
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_pause_past_the_deadline_ends_a_call_before_it_is_sent() {
    let _clock = Clock::stop();
    let server = Server::scripted([Answer::throttled("20")]).await;
    let policy = RetryPolicy::default().deadline(Duration::from_secs(10));
    let client = builder(&server).retry(policy).build().unwrap();
    for attempts in [1, 0] {
        let error = only_error(listing(&client)).await;
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert_eq!(error.attempts(), attempts);
        assert!(seconds(error.retry_after().unwrap()) > 19.0);
        assert!(!error.outcome_unknown());
    }
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_wait_past_the_policy_pauses_no_other_call() {
    let good = Answer::json(&page(vec![record(0)], None));
    let server = Server::scripted([Answer::throttled("3600"), good]).await;
    let client = builder(&server).build().unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::RateLimited, 1)
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(drain(listing(&client).items()).await.len(), 1);
}

#[tokio::test]
async fn a_call_that_waits_keeps_no_other_from_its_turn() {
    let clock = Clock::stop();
    let server = Server::answering(|number, _| match number {
        0 => Answer::status(503, &[("retry-after", "20")], ""),
        _ => Answer::json(&page(vec![record(0)], None)),
    })
    .await;
    let client = builder(&server).max_in_flight(1).build().unwrap();
    let waiting = tokio::spawn(drain(listing(&client).items()));
    server.reached(1).await;
    // The clock stands still, so the first call goes on waiting.
    assert_eq!(drain(listing(&client).items()).await.len(), 1);
    assert_eq!(clock.run(waiting).await.unwrap().len(), 1);
    assert_eq!(server.count(), 3);
}

/// A POST is refused, not carried out, so it waits as a GET does.
#[tokio::test]
async fn a_post_waits_for_the_rate_too() {
    let clock = Clock::stop();
    let created = Answer::status(201, &[], "{}");
    let limited = vec![Answer::status(429, &[], ""); 5];
    let server = Server::scripted(limited.into_iter().chain([created])).await;
    let client = default_client(&server);
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("one"));
    drop(clock.run(create.send()).await);
    assert_eq!(server.count(), 6);
}

/// The pause is shared, so it outlives the call that started it.
#[tokio::test]
async fn a_pause_goes_on_if_the_call_that_started_it_is_dropped() {
    let clock = Clock::stop();
    let server = Server::answering(|number, _| match number {
        0 => Answer::throttled("10"),
        1 => Answer::raw("").then(Then::Close),
        _ => Answer::json(&page(vec![record(0)], None)),
    })
    .await;
    let client = builder(&server).retry(quick()).build().unwrap();
    let dropped = tokio::spawn(drain(listing(&client).items()));
    server.reached(1).await;
    clock.pass(Duration::from_secs(1)).await;
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    let other = tokio::spawn(drain(listing(&client).items()));
    clock.pass(Duration::from_secs(8)).await;
    assert_eq!(server.count(), 1);
    assert_eq!(clock.run(other).await.unwrap().len(), 1);
    assert_eq!(server.count(), 3);
}
