//! The error of a 2xx response whose body does not decode.

use std::error::Error as StdError;

use serde_json::json;
use twilio_proxy::{Client, Error, ErrorKind};

use crate::support::fixtures::{
    PARTICIPANT, SERVICE, SESSION, builder, list, listing, only_error, record, record_with,
};
use crate::support::response::Answer;
use crate::support::server::Server;

async fn create(client: &Client) -> Error {
    let message = client.generated().create_message_interaction();
    let message = message.service_sid(SERVICE).session_sid(SESSION);
    let sent = message.participant_sid(PARTICIPANT).send().await;
    sent.unwrap_err().into()
}

async fn update(client: &Client) -> Error {
    let session = client.generated().update_session().service_sid(SERVICE);
    session.sid(SESSION).send().await.unwrap_err().into()
}

async fn fetch(client: &Client) -> Error {
    let fetch = client.generated().fetch_service().sid(SERVICE);
    fetch.send().await.unwrap_err().into()
}

fn said(status: u16, body: impl AsRef<[u8]>) -> Answer {
    Answer::status(status, &[("twilio-request-id", "RQ7")], body)
}

/// Everything that the error prints, its sources included.
fn printed(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text += &format!("{cause} {cause:?}");
        source = cause.source();
    }
    text + &format!("{:?}", error.rejected())
}

#[tokio::test]
async fn a_create_that_does_not_decode_keeps_its_record() {
    let bodies = [
        (
            record_with(1, "inbound_resource_sid", json!("SM-canary")).to_string(),
            "inbound_resource_sid",
            "expected ResourceSid: two letters and 32 hex digits, found 9 bytes instead of 34",
        ),
        (
            record_with(1, "sid", json!("")).to_string(),
            "sid",
            "expected MessageInteractionSid: KI and 32 hex digits, found an empty text",
        ),
        (
            record_with(1, "sid", json!(7)).to_string(),
            "sid",
            "expected MessageInteractionSid",
        ),
        (
            record_with(1, "outbound_resource_sid", json!(["canary"])).to_string(),
            "outbound_resource_sid",
            "expected ResourceSid",
        ),
        ("{\"sid\": \"canary".to_owned(), ".", "not JSON"),
        ("<p>canary</p>".to_owned(), ".", "not JSON"),
        (record(1).to_string() + "canary", ".", "not JSON"),
        ("null".to_owned(), ".", ""),
        ("[\"canary\"]".to_owned(), ".", ""),
        ("{\"canary\": 1}".to_owned(), ".", ""),
    ];
    for (body, path, message) in bodies {
        for status in [200, 201, 202] {
            let server = Server::scripted([said(status, &body)]).await;
            let error = create(&builder(&server).build().unwrap()).await;
            assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
            assert_eq!(error.status(), Some(status));
            assert_eq!(error.request_id(), Some("RQ7"));
            assert_eq!((error.attempts(), server.count()), (1, 1));
            assert!(error.outcome_unknown(), "{body}");
            let rejected = error.rejected().unwrap();
            assert_eq!((rejected.index(), rejected.path()), (0, path), "{body}");
            assert_eq!(rejected.raw(), body);
            assert!(rejected.message().starts_with(message), "{rejected}");
            assert!(!rejected.message().is_empty());
            if path != "." {
                let reason = format!("field {path}: {}", rejected.message());
                assert!(error.message().ends_with(&reason), "{error}");
            }
            assert!(!printed(&error).contains("canary"), "{}", printed(&error));
        }
    }
}

#[tokio::test]
async fn an_update_does_so_too_and_a_fetch_has_changed_nothing() {
    let server = Server::scripted([said(200, "{\"sid\": 7}")]).await;
    let client = builder(&server).build().unwrap();
    let error = update(&client).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    assert_eq!(error.status(), Some(200));
    assert!(error.outcome_unknown());
    assert_eq!(error.rejected().unwrap().raw(), "{\"sid\": 7}");

    let script = [Answer::status(503, &[], ""), said(200, "{\"sid\": 7}")];
    let server = Server::scripted(script).await;
    let error = fetch(&builder(&server).build().unwrap()).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 2));
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.request_id(), Some("RQ7"));
    assert!(!error.outcome_unknown());
    assert_eq!(error.rejected().unwrap().path(), "sid");
}

#[tokio::test]
async fn a_success_without_a_body_has_no_record() {
    for answer in [said(204, ""), said(201, "")] {
        let server = Server::scripted([answer]).await;
        let error = create(&builder(&server).build().unwrap()).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(matches!(error.status(), Some(201 | 204)), "{error}");
        assert_eq!(error.request_id(), Some("RQ7"));
        assert_eq!((error.attempts(), server.count()), (1, 1));
        assert!(error.outcome_unknown() && error.rejected().is_none());
    }
}

#[tokio::test]
async fn bytes_that_are_not_utf8_are_replaced_in_the_record() {
    let body = b"{\"sid\": \"\xff\"}";
    let server = Server::scripted([said(201, body)]).await;
    let error = create(&builder(&server).build().unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.rejected().unwrap().raw(), "{\"sid\": \"\u{fffd}\"}");
}

#[tokio::test]
async fn a_page_that_is_none_tells_its_own_status_and_attempts() {
    for (status, body) in [(204, ""), (202, "{}"), (203, "<p>")] {
        let script = [Answer::status(503, &[], ""), said(status, body)];
        let server = Server::scripted(script).await;
        let error = only_error(list(&server)).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.status(), Some(status));
        assert_eq!((error.attempts(), server.count()), (2, 2));
        assert_eq!(error.request_id(), Some("RQ7"));
        assert!(error.rejected().is_none() && !error.outcome_unknown());
    }
}

#[tokio::test]
async fn a_listing_by_the_generated_method_is_such_an_error_too() {
    let server = Server::scripted([said(200, "{\"interactions\": [{}]}")]).await;
    let client = builder(&server).build().unwrap();
    let page = client.generated().list_message_interaction();
    let page = page.service_sid(SERVICE).session_sid(SESSION);
    let error = Error::from(page.participant_sid(PARTICIPANT).send().await.unwrap_err());
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    assert_eq!(error.rejected().unwrap().path(), "interactions[0]");
    assert!(!error.outcome_unknown());
    // The listing itself reads such a page record by record.
    let error = listing(&client).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}
