//! What an answer that is no page tells, and that none is ever the end of a listing.

use std::time::Duration;

use serde_json::json;
use twilio_proxy::ErrorKind;

use crate::support::fixtures::{
    builder, drain, kinds_of, link, list, listing, only_error, page, records, sids, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn an_api_error_tells_code_message_and_request() {
    for (status, code, kind) in [
        (401, 20003, ErrorKind::Unauthorized),
        (403, 20403, ErrorKind::Unauthorized),
        (404, 20404, ErrorKind::NotFound),
        (400, 20001, ErrorKind::Api),
    ] {
        let server = Server::scripted([Answer::api_error(status, code, "because")]).await;
        let error = only_error(list(&server)).await;
        assert_eq!(error.kind(), kind);
        assert_eq!((error.status(), error.code()), (Some(status), Some(code)));
        assert_eq!(
            (error.message(), error.request_id()),
            ("because", Some("RQ1"))
        );
        assert_eq!((error.attempts(), server.count()), (1, 1));
    }
}

#[tokio::test]
async fn what_is_no_page_never_ends_a_listing_in_silence() {
    let error = json!({ "code": 20500, "message": "oops", "status": 500 });
    for (answer, kind) in [
        (Answer::text("{}"), ErrorKind::Decode),
        (Answer::text(""), ErrorKind::Decode),
        (Answer::status(204, &[], ""), ErrorKind::Decode),
        (
            Answer::text(r#"{"interactions":[],"meta":null}"#),
            ErrorKind::Decode,
        ),
        (
            Answer::text(r#"{"interactions":[],"meta":[]}"#),
            ErrorKind::Decode,
        ),
        (Answer::json(&error), ErrorKind::Api),
    ] {
        let first = Answer::json(&page(records(0..2), Some(&link(1, "PT1"))));
        let server = Server::scripted([first, answer]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [kind]);
        assert_eq!((sids_of(&outcome), outcome.len()), (sids(0..2), 3));
        assert_eq!(server.count(), 2, "it is not asked again");
        assert!(outcome[2].as_ref().unwrap_err().cursor().is_some());
    }
}

#[tokio::test]
async fn a_page_that_is_none_says_its_content_type_and_not_its_body() {
    let html = Answer::status(200, &[("content-type", "text/html")], "<p>Under repair</p>");
    let server = Server::scripted([html]).await;
    let error = only_error(list(&server)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("text/html"), "{error}");
    assert!(!format!("{error} {error:?}").contains("repair"));
}

#[tokio::test]
async fn a_token_that_a_message_repeats_is_blanked() {
    for status in [400, 200] {
        let first = Answer::json(&page(vec![], Some(&link(1, "PT%2Bsecret"))));
        let second = Answer::api_error(status, 21481, "no page at PT+secret or PT%2Bsecret");
        let server = Server::scripted([first, second]).await;
        let error = only_error(list(&server)).await;
        assert_eq!((error.kind(), error.code()), (ErrorKind::Api, Some(21481)));
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
        assert!(error.message().starts_with("no page at "), "{error}");
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_told_at_once() {
    let server = Server::scripted([Answer::throttled("3600")]).await;
    let error = only_error(list(&server)).await;
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!((error.attempts(), server.count()), (1, 1));
}

#[tokio::test]
async fn a_wait_that_the_server_asks_for_is_waited_out() {
    let asked = [
        Answer::throttled("1"),
        Answer::json(&page(records(0..1), None)),
    ];
    let server = Server::scripted(asked).await;
    let started = std::time::Instant::now();
    assert_eq!(drain(list(&server).items()).await.len(), 1);
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_deadline_bounds_attempts_and_waits_together() {
    let server = Server::scripted([Answer::status(503, &[("retry-after", "2")], "")]).await;
    let policy = crate::support::fixtures::quick().deadline(Duration::from_secs(1));
    let client = builder(&server).retry(policy).build().unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
}

#[tokio::test]
async fn a_spent_retry_budget_is_shared_by_clones() {
    let server = Server::scripted([Answer::status(500, &[], "")]).await;
    let client = builder(&server).build().unwrap();
    for _ in 0..50 {
        only_error(listing(&client.clone())).await;
    }
    // 500 tokens buy 35 retries at 14 each.
    assert_eq!(server.count(), 50 + 35);
}

/// A server may ask for six times the longest wait of the policy, and no more.
#[tokio::test]
async fn a_longer_wait_than_the_policy_allows_is_given_to_the_caller() {
    let server = Server::answering(|_, _| Answer::throttled("2")).await;
    let policy = crate::support::fixtures::quick().max_delay(Duration::from_millis(300));
    let client = builder(&server).retry(policy).build().unwrap();
    let error = listing(&client).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!((error.attempts(), server.count()), (1, 1));
}

#[tokio::test]
async fn only_a_redirect_is_called_one() {
    for (status, redirect) in [
        (300, false),
        (301, true),
        (302, true),
        (303, true),
        (304, false),
        (305, false),
        (306, false),
        (307, true),
        (308, true),
        (399, false),
    ] {
        let server = Server::scripted([Answer::status(status, &[], "")]).await;
        let error = only_error(list(&server)).await;
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Api, Some(status))
        );
        let said = error.message().contains("redirect");
        assert_eq!(said, redirect, "{status}: {error}");
    }
}
