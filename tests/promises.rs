//! What the documents promise of single answers, settings and values, to the letter.

use std::time::Duration;

use twilio_proxy::{Client, Credentials, ErrorKind};

use crate::answer::Answer;
use crate::sample::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, builder, drain, kinds_of, link, list, listing,
    only_error, page, quick, record, record_with, sids, sids_of,
};
use crate::server::Server;

#[tokio::test]
async fn a_wait_that_is_too_long_is_a_rate_limit_whatever_the_status() {
    for status in [408, 429, 500, 502, 503, 504] {
        let answer = Answer::status(status, &[("retry-after", "3600")], "");
        let server = Server::scripted([answer]).await;
        let error = only_error(list(&server)).await;
        assert_eq!(error.kind(), ErrorKind::RateLimited, "{status}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
        assert_eq!((error.attempts(), server.count()), (1, 1));
    }
}

/// A page token of one digit is part of many a number, and of none that matters less.
#[tokio::test]
async fn a_short_page_token_hides_no_wait() {
    let first = Answer::json(&page(vec![record(0)], Some(&link(1, "0"))));
    let server = Server::scripted([first, Answer::throttled("20")]).await;
    let policy = quick().max_delay(Duration::from_secs(1));
    let client = builder(&server).retry(policy).build().unwrap();
    let outcome = drain(listing(&client).items()).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::RateLimited]);
    let error = outcome[1].as_ref().unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(20)));
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_relative_link_goes_on_in_the_collection() {
    for link in [
        "?Page=1&PageToken=PT1",
        "MessageInteractions?Page=1&PageToken=PT1",
        "./MessageInteractions?Page=1&PageToken=PT1",
    ] {
        let pages = [
            page(vec![record(0)], Some(link)),
            page(vec![record(1)], None),
        ];
        let server = Server::scripted(pages.iter().map(Answer::json)).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(sids_of(&outcome), sids(0..2), "{link}");
        let token = server.requests()[1].parameter("PageToken");
        assert_eq!(token.as_deref(), Some("PT1"));
    }
}

#[tokio::test]
async fn a_token_that_fits_no_request_is_no_broken_connection() {
    for length in [70_000, 1 << 20] {
        let first = page(vec![record(0)], Some(&link(1, &"x".repeat(length))));
        let server = Server::scripted([Answer::json(&first)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination]);
        assert_eq!((sids_of(&outcome), server.count()), (sids(0..1), 1));
        assert_eq!(outcome[1].as_ref().unwrap_err().attempts(), 1);
    }
}

#[test]
fn a_base_url_with_a_control_character_is_refused() {
    for url in [
        "https://proxy.twi\nlio.com",
        "https://proxy\t.twilio.com",
        "https://proxy.twilio.com\r\n",
        "\0https://proxy.twilio.com",
    ] {
        let builder = Client::builder().credentials(Credentials::auth_token(ACCOUNT, TOKEN));
        let error = builder.base_url(url).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url:?}");
    }
}

#[tokio::test]
async fn the_error_of_a_loop_names_the_request_whose_link_it_was() {
    let server =
        Server::scripted([Answer::json(&page(vec![record(0)], Some(&link(1, "A"))))]).await;
    let outcome = drain(list(&server).items()).await;
    let error = outcome.into_iter().find_map(Result::err).unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(error.request_id(), Some("RQ1"));
}

/// What the generated method gives holds the links of the page, and they hold tokens.
#[tokio::test]
async fn a_generated_page_shows_no_token_and_no_message() {
    let record = record_with(0, "data", "canary message".into());
    let body = page(vec![record], Some(&link(1, "canary-token")));
    let server = Server::scripted([Answer::json(&body)]).await;
    let client = builder(&server).build().unwrap();
    let operation = client.generated().list_message_interaction();
    let operation = operation.service_sid(SERVICE).session_sid(SESSION);
    let answer = operation.participant_sid(PARTICIPANT).send().await.unwrap();
    let shown = format!("{answer:?} {:?}", answer.meta);
    assert!(!shown.contains("canary"), "{shown}");
}
