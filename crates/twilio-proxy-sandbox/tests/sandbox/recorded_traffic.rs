//! Recorded traffic compared with the API's description.

use axum::http::Method;
use openapi_observe::{Observation, Options, Recording, observe};
use serde_json::{Value, json};
use twilio_proxy::Client;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::send;
use crate::recording_proxy::{RecordingProxy, Reply};
use crate::wrapper::lead;

fn observed(proxy: &RecordingProxy) -> Observation {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../openapi/twilio-proxy.json"
    );
    let description: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let har = proxy.har();
    let recording = Recording {
        name: "sandbox.har",
        bytes: &har,
    };
    observe(&description, &[recording], &Options::default()).unwrap()
}

/// Sends requests to a proxy; the last ones are not documented.
async fn use_every_list(sandbox: &Sandbox, proxy: &RecordingProxy) {
    let service = format!("{}/v1/Services/{}", proxy.base_url(), sandbox.service_sid());
    let session = format!("{service}/Sessions/{}", sandbox.session_sid());
    let lists = ["PhoneNumbers", "Sessions"].map(|list| format!("{service}/{list}"));
    let inner = ["Participants", "Interactions"].map(|list| format!("{session}/{list}"));
    for url in [service.clone(), session]
        .iter()
        .chain(&lists)
        .chain(&inner)
    {
        send(sandbox, Method::GET, url, &[]).await;
    }
    let colour = format!("{service}/Sessions?PageSize=1&Colour=blue");
    send(sandbox, Method::GET, &colour, &[]).await;
    let form = [("UniqueName", "second"), ("Shade", "dark")];
    send(sandbox, Method::POST, &format!("{service}/Sessions"), &form).await;
    send(
        sandbox,
        Method::GET,
        &format!("{service}/Things/{}", sandbox.session_sid()),
        &[],
    )
    .await;
}

/// Plants a difference in most responses.
fn plant(method: &Method, path: &str, reply: &mut Reply) {
    let Reply { status, body } = reply;
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').skip(1).collect();
    match (method.as_str(), segments.as_slice()) {
        ("GET", ["Services", _]) => *status = 203,
        ("GET", ["Services", _, "PhoneNumbers"]) => {
            body["phone_numbers"][0]["sid"] = json!("PN1");
            body["phone_numbers"][0]["capabilities"]["sms"] = json!("yes");
        }
        ("GET", ["Services", _, "Sessions"]) => {
            body["sessions"][0]["colour"] = json!("blue");
            body["sessions"][0]["status"] = json!("paused");
        }
        ("GET", ["Services", _, "Sessions", _]) => body["ttl"] = json!("3600"),
        ("GET", ["Services", _, "Sessions", _, "Participants"]) => {
            body["participants"][0]["session_sid"] = json!(null);
            body["participants"][0]
                .as_object_mut()
                .unwrap()
                .remove("service_sid");
        }
        ("GET", ["Services", _, "Sessions", _, "Interactions"]) => {
            body["meta"]["next_page_url"] = json!("/v1/next");
        }
        ("GET", ["Services", _, "Things", _]) => {
            *status = 200;
            *body = json!({ "name": "a" });
        }
        _ => {}
    }
}

#[tokio::test]
async fn twelve_planted_differences_give_twelve_rows() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let proxy = RecordingProxy::start(&sandbox, plant).await;
    use_every_list(&sandbox, &proxy).await;
    let observation = observed(&proxy);
    let rows = observation.rows.iter();
    let rows = rows.map(|row| {
        format!(
            "{} {}: {} of {}, {}",
            row.kind, row.place, row.seen, row.of, row.example
        )
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"));
    assert_eq!(observation.rows.len(), 12);
    assert!(observation.skipped.is_empty());
}

#[tokio::test]
async fn the_sandbox_agrees_with_the_description() {
    let sandbox = Sandbox::builder().services(0).start().await.unwrap();
    let proxy = RecordingProxy::start(&sandbox, |_, _, _| {}).await;
    let client = Client::builder().credentials(sandbox.credentials());
    lead(&client.base_url(proxy.base_url()).build().unwrap())
        .await
        .unwrap();
    let observation = observed(&proxy);
    assert_eq!(observation.rows, []);
    assert!(observation.exchanges > 20);
    assert!(observation.skipped.is_empty());
}
