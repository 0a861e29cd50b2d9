//! Exchanges that a client reports.

use std::sync::{Arc, Mutex};

use serde_json::json;
use twilio_proxy::{Client, Exchange};

use crate::support::fixtures::{SERVICE, TOKEN, builder, quick};
use crate::support::response::Answer;
use crate::support::server::Server;

/// The parts of an exchange that are compared.
type Seen = (&'static str, u32, String, Option<u16>, String);

/// A client that records its exchanges.
fn recording(server: &Server) -> (Client, Arc<Mutex<Vec<Seen>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = {
        let seen = Arc::clone(&seen);
        move |exchange: &Exchange<'_>| {
            let headers = format!("{:?}", exchange.request_headers());
            assert!(
                !headers.to_ascii_lowercase().contains("authorization"),
                "{headers}"
            );
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let debug = format!("{exchange:?}");
            for hidden in [TOKEN, "secret-name", SERVICE] {
                assert!(!debug.contains(hidden), "{debug}");
            }
            seen.lock().unwrap().push((
                exchange.operation(),
                exchange.attempt(),
                text(exchange.request_body()),
                exchange.status(),
                text(exchange.response_body()),
            ));
        }
    };
    let client = builder(server).retry(quick()).on_exchange(record);
    (client.build().unwrap(), seen)
}

#[tokio::test]
async fn each_attempt_is_reported_with_its_response() {
    let busy = Answer::status(503, &[], r#"{"code": 20503, "message": "busy"}"#);
    let account = "AC00000000000000000000000000000001";
    let body = json!({ "sid": SERVICE, "account_sid": account, "unique_name": "one" }).to_string();
    let server = Server::scripted([busy, Answer::status(200, &[], &body)]).await;
    let (client, seen) = recording(&server);
    client.fetch_service(SERVICE).send().await.unwrap();
    let expected = [
        (
            "fetch_service",
            1,
            Some(503),
            r#"{"code": 20503, "message": "busy"}"#,
        ),
        ("fetch_service", 2, Some(200), body.as_str()),
    ];
    let expected = expected.map(|(operation, attempt, status, body)| {
        (operation, attempt, String::new(), status, body.to_owned())
    });
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_form_and_a_failure_without_a_response_are_reported() {
    let server = Server::scripted([Answer::raw("")]).await;
    let (client, seen) = recording(&server);
    client
        .create_service("secret-name")
        .send()
        .await
        .unwrap_err();
    let seen = seen.lock().unwrap();
    let expected = (
        "create_service",
        1,
        "UniqueName=secret-name".to_owned(),
        None,
        String::new(),
    );
    assert_eq!(*seen, [expected]);
}

#[tokio::test]
async fn requests_of_the_generated_client_are_reported_too() {
    let server = Server::scripted([Answer::status(404, &[], "")]).await;
    let (client, seen) = recording(&server);
    let fetch = client.generated().fetch_service().sid(SERVICE);
    fetch.send().await.unwrap_err();
    let seen = seen.lock().unwrap();
    assert_eq!((seen[0].0, seen[0].3), ("fetch_service", Some(404)));
}
