//! `Display` and `Debug` of an error: on one line, short, and without control characters.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;
use twilio_proxy::Error;

use crate::support::fixtures::{ACCOUNT, SERVICE, builder, link, list, listing, only_error, page};
use crate::support::response::Answer;
use crate::support::server::Server;

/// Characters that change a terminal's or a log's lines, colours or direction.
fn is_forging(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{61c}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn assert_plain(error: &Error) {
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(shown.len() < 4_000, "{} bytes", shown.len());
        assert!(!shown.contains(is_forging), "{shown:?}");
    }
    let shown = format!("{error:#?}");
    assert!(shown.len() < 4_500, "{} bytes", shown.len());
    assert!(!shown.replace('\n', "").contains(is_forging), "{shown:?}");
}

async fn error(answer: Answer) -> Error {
    let server = Server::scripted([answer]).await;
    only_error(list(&server)).await
}

#[tokio::test]
async fn control_characters_are_escaped() {
    let message = "it's \"a\" C:\\path\nERROR forged\r\u{1b}[31m\u{9b}31m\u{85}\u{2028}\u{202e}\u{2066}\0\t\u{7f}é中\u{301}";
    for status in [400, 200] {
        let error = error(Answer::api_error(status, 20001, message)).await;
        assert_plain(&error);
        assert_eq!(error.message(), message);
        let shown = error.to_string();
        assert!(
            shown.contains("it's \"a\" C:\\path\\nERROR forged\\r\\u{1b}[31m\\u{9b}31m"),
            "{shown}"
        );
        assert!(
            shown.contains("\\u{202e}\\u{2066}\\0\\t\\u{7f}é中\u{301}"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn long_messages_are_shortened() {
    for piece in ["x", "é", "\u{1f600}", "\u{1b}", "\u{202e}", "a word "] {
        let error = error(Answer::api_error(400, 20001, &piece.repeat(100_000))).await;
        assert_plain(&error);
        let shown = error.to_string();
        assert!(
            shown.contains('…') && shown.chars().count() < 1_200,
            "{shown}"
        );
        assert!(
            shown.ends_with("(HTTP 400, code 20001, request RQ1)"),
            "{shown}"
        );
        assert!(error.message().len() > shown.len() / 2);
        assert!(error.message().len() < 5_000);
    }
}

#[tokio::test]
async fn a_message_of_a_thousand_characters_is_shown_whole() {
    let message = "x".repeat(1_000);
    let error = error(Answer::api_error(400, 20001, &message)).await;
    let whole = format!("api error: {message} (HTTP 400, code 20001, request RQ1)");
    assert_eq!(error.to_string(), whole);
}

#[tokio::test]
async fn headers_that_an_error_shows_are_shortened_too() {
    let long = "\tx".repeat(5_000);
    for status in [400, 200] {
        let headers = [("twilio-request-id", &*long), ("content-type", &*long)];
        let error = error(Answer::status(status, &headers, "<html>")).await;
        assert_plain(&error);
        assert!(error.request_id().is_some_and(|id| id.len() < 400));
    }
}

/// The path of a field that did not decode can hold names that the server chose.
#[tokio::test]
async fn names_of_a_record_are_escaped() {
    for name in [
        "forged\nname\u{1b}[31m\u{9b}\u{202e}".to_owned(),
        "x".repeat(100_000),
    ] {
        let service = json!({ "sid": SERVICE, "account_sid": ACCOUNT, "links": { name: 1 } });
        let body = json!({ "services": [service], "meta": { "next_page_url": null } });
        let server = Server::scripted([Answer::json(&body)]).await;
        let services = builder(&server).build().unwrap().list_services();
        let error = services.collect().await.unwrap_err();
        assert_plain(&error);
        assert!(error.message().contains("links."), "{error}");
        let rejected = error.rejected().unwrap();
        assert!(!format!("{rejected} {rejected:?}").contains(is_forging));
    }
}

#[test]
fn any_message_is_shown_on_one_short_line() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let message = Arc::new(Mutex::new(String::new()));
    let served = Arc::clone(&message);
    let server = runtime.block_on(Server::answering(move |_, request| {
        match request.parameter("Page") {
            None => Answer::json(&page(vec![], Some(&link(1, "PT1")))),
            Some(_) => Answer::api_error(400, 20001, &served.lock().unwrap()),
        }
    }));
    let client = builder(&server).build().unwrap();
    let any = prop_oneof![
        "\\PC{0,40}",
        ".{0,40}",
        prop::collection::vec(any::<char>(), 0..4_000).prop_map(String::from_iter),
        (any::<char>(), 0..6_000usize).prop_map(|(c, times)| c.to_string().repeat(times)),
    ];
    let config = ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..Default::default()
    };
    TestRunner::new(config)
        .run(&any, |text| {
            message.lock().unwrap().clone_from(&text);
            let error = runtime.block_on(only_error(listing(&client)));
            prop_assert_eq!(error.code(), Some(20001));
            assert_plain(&error);
            Ok(())
        })
        .unwrap();
}
