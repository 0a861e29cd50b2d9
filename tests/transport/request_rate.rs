//! The rate of a client's requests, and the configuration of its HTTP client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use twilio_proxy::{ErrorKind, RetryPolicy};

use crate::support::clock::Clock;
use crate::support::fixtures::{SERVICE, builder, builder_of_nowhere};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn clones_share_a_rate_with_bursts_of_one_second() {
    let clock = Clock::stop();
    let server = Server::answering(crate::support::documented_operations::samples()).await;
    let client = builder(&server).requests_per_second(4.0).build().unwrap();
    let mut calls = JoinSet::new();
    let start = Instant::now();
    for _ in 0..12 {
        let client = client.clone();
        calls.spawn(async move { client.fetch_service(SERVICE).send().await.map(drop) });
    }
    let outcomes = clock.run(calls.join_all()).await;
    assert!(outcomes.into_iter().all(|outcome| outcome.is_ok()));
    // Four at once, and eight at four a second.
    let seconds = start.elapsed().as_secs_f64();
    assert!((2.0..2.5).contains(&seconds), "{seconds}");
    assert_eq!(server.count(), 12);
}

#[tokio::test]
async fn retries_count_too() {
    let clock = Clock::stop();
    let server = Server::scripted([Answer::status(503, &[], "")]).await;
    let client = builder(&server).requests_per_second(1.0).build().unwrap();
    let start = Instant::now();
    let outcome = clock.run(client.fetch_service(SERVICE).send()).await;
    assert_eq!(outcome.unwrap_err().attempts(), 4);
    assert!(start.elapsed() >= Duration::from_secs(3));
}

#[tokio::test]
async fn a_turn_after_the_deadline_is_an_error_at_once() {
    let clock = Clock::stop();
    let server = Server::answering(crate::support::documented_operations::samples()).await;
    let client = builder(&server).requests_per_second(0.1).build().unwrap();
    clock
        .run(client.fetch_service(SERVICE).send())
        .await
        .unwrap();
    let hurried = RetryPolicy::none().deadline(Duration::from_secs(3));
    let start = Instant::now();
    let fetch = client.fetch_service(SERVICE).retry(hurried);
    let error = fetch.send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::RateLimited, 0)
    );
    assert!(error.retry_after().unwrap() > Duration::from_secs(5));
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(server.count(), 1);
}

#[test]
fn a_rate_that_is_no_rate_is_a_configuration_error() {
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = builder_of_nowhere().requests_per_second(rate).build();
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.message().contains("requests_per_second"), "{error}");
    }
}

#[tokio::test]
async fn the_http_client_is_configured_once_for_each_build() {
    let server = Server::answering(crate::support::documented_operations::samples()).await;
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let builder = builder(&server).configure_http(move |http| {
        counted.fetch_add(1, Ordering::Relaxed);
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert(
            "x-configured",
            reqwest::header::HeaderValue::from_static("yes"),
        );
        http.default_headers(headers)
    });
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    let client = builder.clone().build().unwrap();
    client.fetch_service(SERVICE).send().await.unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    assert_eq!(server.requests()[0].header("x-configured"), Some("yes"));
    builder.build().unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn what_protects_credentials_wins_over_the_configuration() {
    let elsewhere = Server::answering(crate::support::documented_operations::samples()).await;
    let target = elsewhere.url();
    let server =
        Server::answering(move |_, _| Answer::status(307, &[("location", target.as_str())], ""))
            .await;
    let proxy = elsewhere.url();
    let builder = builder(&server).configure_http(move |http| {
        let mut headers = reqwest::header::HeaderMap::new();
        let other = reqwest::header::HeaderValue::from_static("Basic other");
        headers.insert("authorization", other);
        http.redirect(reqwest::redirect::Policy::limited(5))
            .proxy(reqwest::Proxy::all(&proxy).unwrap())
            .default_headers(headers)
    });
    let client = builder.build().unwrap();
    let error = client.fetch_service(SERVICE).send().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(307)));
    assert_eq!((server.count(), elsewhere.connections()), (1, 0));
    let sent = server.requests();
    assert_ne!(sent[0].header("authorization"), Some("Basic other"));
}
