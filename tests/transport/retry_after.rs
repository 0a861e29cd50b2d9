//! The waits that a server requests in `Retry-After`, and the number of retries of all tasks together.

use std::time::Duration;

use twilio_proxy::ErrorKind::{self, Api, RateLimited};

use crate::support::fixtures::{
    builder, drain, kinds_of, link, list, listing, only_error, page, quick, record,
};
use crate::support::response::Answer;
use crate::support::server::Server;

const RETRIED: [u16; 6] = [408, 429, 500, 502, 503, 504];

#[tokio::test]
async fn a_wait_that_is_none_or_nonsense_is_backoff_for_each_status() {
    for status in RETRIED {
        for (wait, told) in [
            ("0", true),
            ("00", true),
            ("Sun, 06 Nov 1994 08:49:37 GMT", true),
            ("Sunday, 06-Nov-94 08:49:37 GMT", true),
            ("Sun Nov  6 08:49:37 1994", true),
            ("", false),
            ("1.5", false),
            ("+3600", false),
            ("-3600", false),
            ("3600s", false),
            ("3600, 3600", false),
            ("1e9", false),
            ("0x10", false),
            ("inf", false),
            ("NaN", false),
            ("\u{663}\u{666}", false),
            ("18446744073709551616", false),
            ("Sun, 06 Nov 2994 08:49:37 +0000", false),
        ] {
            let answer = Answer::status(status, &[("retry-after", wait)], "");
            let server = Server::scripted([answer]).await;
            let policy = quick().max_delay(Duration::from_millis(10));
            let client = builder(&server).retry(policy).build().unwrap();
            let error = only_error(listing(&client)).await;
            let kind = if status == 429 { RateLimited } else { Api };
            let name = format!("{status} {wait:?}");
            assert_eq!(
                (error.kind(), error.status()),
                (kind, Some(status)),
                "{name}"
            );
            // Without a readable wait, a 429 is a pause of its own, which uses a third of an attempt.
            let paused = status == 429 && !told;
            let attempts = if paused { 10 } else { 4 };
            assert_eq!(error.attempts(), attempts, "{name}");
            assert_eq!(server.count(), usize::try_from(attempts).unwrap(), "{name}");
            if paused {
                assert!(error.retry_after() > Some(Duration::ZERO), "{name}");
            } else {
                let asked = told.then_some(Duration::ZERO);
                assert_eq!(error.retry_after(), asked, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn a_wait_past_the_policy_ends_the_call_for_each_status() {
    for status in RETRIED {
        for wait in [
            "31",
            "18446744073709551615",
            "Tue, 31 Dec 2999 23:59:59 GMT",
        ] {
            let answer = Answer::status(status, &[("retry-after", wait)], "");
            let server = Server::scripted([answer]).await;
            let client = builder(&server).build().unwrap();
            let error = only_error(listing(&client)).await;
            assert_eq!((error.status(), error.attempts()), (Some(status), 1));
            assert!(error.retry_after().unwrap() > Duration::from_secs(30));
            assert_eq!(server.count(), 1, "{status} {wait}");
        }
    }
}

#[tokio::test]
async fn a_status_that_is_not_retried_is_sent_once_whatever_it_asks_for() {
    for status in [300, 400, 401, 403, 404, 405, 409, 410, 422, 425, 501, 505] {
        let answer = Answer::status(status, &[("retry-after", "0")], "");
        let server = Server::scripted([answer]).await;
        let client = builder(&server).build().unwrap();
        let error = only_error(listing(&client)).await;
        assert_eq!((error.attempts(), server.count()), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn a_hundred_tasks_do_not_ask_a_dead_server_four_times_each() {
    for (answer, requests) in [
        (Answer::status(500, &[], ""), 100 + 500 / 14),
        (Answer::raw(""), 100 + 500 / 14),
        (Answer::throttled("0"), 100 + 500 / 5),
    ] {
        let server = Server::scripted([answer]).await;
        let client = builder(&server).build().unwrap();
        let tasks: Vec<_> = (0..100)
            .map(|_| tokio::spawn(only_error(listing(&client.clone()))))
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(server.count(), requests);
    }
}

#[tokio::test]
async fn successes_fill_the_budget_again() {
    // 35 retries leave 10 of 500 tokens: 4 successes make 14 of them, which is one retry.
    const FAILING: usize = 13;
    let failing = FAILING + 35;
    let server = Server::answering(move |number, _| {
        if number < failing || number >= failing + 4 {
            Answer::status(500, &[], "")
        } else {
            Answer::json(&page(vec![record(number)], None))
        }
    })
    .await;
    let client = builder(&server).build().unwrap();
    for _ in 0..FAILING {
        only_error(listing(&client)).await;
    }
    assert_eq!(server.count(), failing);
    for _ in 0..4 {
        assert_eq!(drain(listing(&client).items()).await.len(), 1);
    }
    assert_eq!(only_error(listing(&client)).await.attempts(), 2);
    assert_eq!(only_error(listing(&client)).await.attempts(), 1);
}

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
