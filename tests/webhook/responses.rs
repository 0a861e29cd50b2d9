//! The responses to callbacks.

use http::{Response, header::CONTENT_TYPE};
use serde::{Serialize, Serializer};
use twilio_proxy::{NewSession, SessionMode, webhook};

fn parts(response: &Response<String>) -> (u16, &str, &str) {
    let content_type = response.headers().get(CONTENT_TYPE).unwrap();
    (
        response.status().as_u16(),
        content_type.to_str().unwrap(),
        response.body(),
    )
}

#[test]
fn each_response_has_its_status_content_type_and_body() {
    assert_eq!(parts(&webhook::allow()), (200, "text/plain", ""));
    assert_eq!(parts(&webhook::block()), (403, "text/plain", ""));
    let twiml = webhook::twiml("<Response/>");
    assert_eq!(parts(&twiml), (200, "application/xml", "<Response/>"));
    let session = NewSession::new("+15550100")
        .mode(SessionMode::MessageOnly)
        .ttl(3600)
        .unique_name("order 7");
    assert_eq!(
        parts(&webhook::json(&session)),
        (
            200,
            "application/json",
            r#"{"mode":"message-only","participantIdentifier":"+15550100","ttl":3600,"uniqueName":"order 7"}"#
        )
    );
    assert!(!format!("{session:?}").contains("+15550100"));
}

#[test]
fn a_value_that_cannot_be_serialized_is_a_500_without_a_body() {
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("a secret"))
        }
    }

    assert_eq!(parts(&webhook::json(&Broken)), (500, "text/plain", ""));
}
