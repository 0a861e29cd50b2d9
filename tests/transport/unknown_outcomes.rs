//! Whether a change may have been carried out in spite of an error, and a DELETE whose retry finds nothing.

use std::time::Duration;

use twilio_proxy::{Client, Credentials, Error, ErrorKind, RetryPolicy};

use crate::support::fixtures::{ACCOUNT, SERVICE, TOKEN, builder, quick};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

async fn create(client: &Client) -> Result<(), Error> {
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("one"));
    Ok(create.send().await.map(drop)?)
}

async fn delete(client: &Client) -> Result<u16, Error> {
    let delete = client.generated().delete_service().sid(SERVICE);
    Ok(delete.send().await?.status().as_u16())
}

async fn fetch(client: &Client) -> Result<(), Error> {
    let fetch = client.generated().fetch_service().sid(SERVICE);
    Ok(fetch.send().await.map(drop)?)
}

/// A client that gives up early only on a response that never comes, so that no test depends on speed.
fn client(server: &Server, first: &Answer) -> Client {
    let silent = first.then == Then::Silence;
    let patience = Duration::from_millis(if silent { 700 } else { 60_000 });
    builder(server)
        .request_timeout(patience)
        .retry(quick().max_delay(Duration::from_millis(10)))
        .max_response_bytes(1 << 20)
        .build()
        .unwrap()
}

/// Failures after which a request may have been carried out.
fn doubtful() -> Vec<(&'static str, Answer)> {
    vec![
        ("500", Answer::status(500, &[], "")),
        ("502", Answer::status(502, &[], "<html>")),
        ("503", Answer::status(503, &[], "")),
        ("504", Answer::status(504, &[], "")),
        ("closed", Answer::raw("")),
        ("reset", Answer::raw("").then(Then::Reset)),
        ("silence", Answer::raw("").then(Then::Silence)),
        ("head cut", Answer::raw("HTTP/1.1 204 No")),
        (
            "body cut",
            Answer::status(200, &[], "{\"sid\": \"KS").short_of(3),
        ),
        (
            "body late",
            Answer::status(200, &[], "{}").cut(30).then(Then::Silence),
        ),
        (
            "500 with a cut body",
            Answer::status(500, &[], "{}").short_of(1),
        ),
    ]
}

/// Failures after which a request was certainly not carried out.
fn certain() -> Vec<(&'static str, Answer)> {
    vec![
        ("429", Answer::throttled("0")),
        ("429 without Retry-After", Answer::status(429, &[], "")),
        ("408", Answer::status(408, &[], "")),
    ]
}

fn not_found() -> Vec<(&'static str, Answer)> {
    vec![
        ("404", Answer::api_error(404, 20404, "not found")),
        ("404 without a body", Answer::status(404, &[], "")),
        (
            "404 in HTML",
            Answer::status(404, &[("content-type", "text/html")], "<html>"),
        ),
        (
            "404 with a cut body",
            Answer::api_error(404, 20404, "not found").short_of(5),
        ),
    ]
}

#[tokio::test]
async fn a_404_after_a_delete_that_may_have_been_carried_out_is_success() {
    for (name, first) in doubtful() {
        for (missing, second) in not_found() {
            let server = Server::scripted([first.clone(), second]).await;
            let status = delete(&client(&server, &first)).await;
            assert_eq!(status.ok(), Some(204), "{name}, then {missing}");
            assert_eq!(server.count(), 2);
        }
    }
}

#[tokio::test]
async fn a_404_counts_as_success_even_if_other_attempts_came_between() {
    let [doubt, missing] = [Answer::status(503, &[], ""), Answer::status(404, &[], "")];
    for between in [
        Answer::status(503, &[], ""),
        Answer::throttled("0"),
        Answer::status(408, &[], ""),
    ] {
        for first in [[doubt.clone(), between.clone()], [between, doubt.clone()]] {
            let [first, second] = first;
            let script = [first.clone(), second, missing.clone()];
            let server = Server::scripted(script).await;
            let status = delete(&client(&server, &first)).await;
            assert_eq!(status.ok(), Some(204));
            assert_eq!(server.count(), 3);
        }
    }
}

#[tokio::test]
async fn a_404_after_a_delete_that_was_not_carried_out_is_not_found() {
    for (name, first) in certain() {
        for (missing, second) in not_found() {
            let server = Server::scripted([first.clone(), second]).await;
            let error = delete(&client(&server, &first)).await.unwrap_err();
            let name = format!("{name}, then {missing}");
            assert_eq!(
                (error.kind(), error.attempts()),
                (ErrorKind::NotFound, 2),
                "{name}"
            );
            assert!(!error.outcome_unknown(), "{name}");
        }
    }
    let missing = Answer::status(404, &[], "");
    let server = Server::scripted([missing.clone()]).await;
    let error = delete(&client(&server, &missing)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NotFound, 1));
}

#[tokio::test]
async fn a_404_after_a_fetch_that_failed_is_not_found() {
    let first = Answer::status(503, &[], "");
    let server = Server::scripted([first.clone(), Answer::status(404, &[], "")]).await;
    let error = fetch(&client(&server, &first)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NotFound, 2));
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn the_outcome_of_a_change_is_unknown_after_a_failure_that_may_hide_a_success() {
    let more = [
        ("a redirect", Answer::status(301, &[], ""), false),
        ("400", Answer::api_error(400, 20001, "no"), false),
        ("401", Answer::api_error(401, 20003, "no"), false),
        ("409", Answer::api_error(409, 80603, "no"), false),
        (
            "a 400 that is too large",
            Answer::status(400, &[], " ".repeat(2 << 20)),
            false,
        ),
        (
            "a 201 that is too large",
            Answer::status(201, &[], " ".repeat(2 << 20)),
            true,
        ),
        (
            "a 500 that is too large",
            Answer::status(500, &[], " ".repeat(2 << 20)),
            true,
        ),
        (
            "a 201 in brotli",
            Answer::status(201, &[("content-encoding", "br")], "x"),
            true,
        ),
        (
            "a 200 with an error",
            Answer::text(r#"{"code":20500,"message":"oops"}"#),
            true,
        ),
        ("501", Answer::status(501, &[], ""), true),
    ];
    let doubtful = doubtful()
        .into_iter()
        .map(|(name, answer)| (name, answer, true));
    let certain = certain()
        .into_iter()
        .map(|(name, answer)| (name, answer, false));
    for (name, answer, unknown) in doubtful.chain(certain).chain(more) {
        let server = Server::scripted([answer.clone()]).await;
        let client = client(&server, &answer);
        let error = create(&client).await.unwrap_err();
        assert_eq!(error.outcome_unknown(), unknown, "create: {name}: {error}");
        assert!(error.attempts() > 0, "{name}");
        let error = fetch(&client).await.unwrap_err();
        assert!(!error.outcome_unknown(), "fetch: {name}: {error}");
    }
}

#[tokio::test]
async fn the_outcome_stays_unknown_whatever_the_last_attempt_was() {
    let doubt = Answer::status(503, &[], "");
    for last in [
        Answer::api_error(401, 20003, "no"),
        Answer::throttled("3600"),
        Answer::throttled("0"),
    ] {
        let server = Server::scripted([doubt.clone(), last]).await;
        let error = delete(&client(&server, &doubt)).await.unwrap_err();
        assert!(error.outcome_unknown(), "{error}");
    }
}

#[tokio::test]
async fn the_outcome_is_unknown_if_the_deadline_ends_an_attempt() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let policy = RetryPolicy::none().deadline(Duration::from_millis(200));
    let client = builder(&server).retry(policy).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(error.outcome_unknown());
    let error = fetch(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn the_outcome_is_known_if_no_connection_was_made() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(nobody)
        .retry(quick())
        .build()
        .unwrap();
    for error in [
        create(&client).await.unwrap_err(),
        delete(&client).await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 4));
        assert!(!error.outcome_unknown(), "{error}");
    }
}

/// A call that waits for its turn has sent nothing.
#[tokio::test]
async fn the_outcome_is_known_if_the_deadline_passes_before_the_request_is_sent() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let policy = RetryPolicy::none().deadline(Duration::from_millis(300));
    let client = builder(&server)
        .max_in_flight(1)
        .retry(policy)
        .build()
        .unwrap();
    let first = tokio::spawn({
        let client = client.clone();
        async move { create(&client).await.unwrap_err() }
    });
    server.reached(1).await;
    let other = client.clone();
    let (first, second) = tokio::join!(first, create(&other));
    assert!(first.unwrap().outcome_unknown());
    let second = second.unwrap_err();
    assert_eq!(second.kind(), ErrorKind::Timeout);
    assert_eq!(second.outcome_unknown(), second.attempts() > 0);
}
