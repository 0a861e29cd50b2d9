//! Which responses count as the success of an operation.

use serde_json::{Value, json};
use twilio_proxy::{Client, Error, ErrorKind, MessageInteraction};

use crate::api::generated_methods::call_all;
use crate::support::documented_operations::{asked, operations, samples};
use crate::support::fixtures::{
    PARTICIPANT, SERVICE, SESSION, builder, drain, kinds_of, list, only_error, page, record,
    record_with, sid, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

async fn create(client: &Client) -> Result<MessageInteraction, Error> {
    let message = client.generated().create_message_interaction();
    let message = message.service_sid(SERVICE).session_sid(SESSION);
    let sent = message.participant_sid(PARTICIPANT).send().await?;
    Ok(sent.into_inner())
}

#[tokio::test]
async fn any_2xx_is_the_success_of_every_operation() {
    for status in [200, 201, 202, 203, 206, 226, 299] {
        let operations = operations();
        let server = Server::answering(move |_, request| {
            let sample = operations[asked(&operations, request)].sample();
            let body = sample.map(|sample| sample.to_string());
            Answer::status(status, &[], body.unwrap_or_default())
        })
        .await;
        let outcome = call_all(&builder(&server).build().unwrap()).await;
        assert!(outcome.is_ok(), "{status}: {outcome:?}");
        assert_eq!(server.count(), 25, "{status}");
    }
}

#[tokio::test]
async fn the_response_keeps_its_own_status() {
    let body = record(1).to_string();
    let server = Server::scripted([Answer::status(202, &[("x-a", "b")], body)]).await;
    let client = builder(&server).build().unwrap();
    let message = client.generated().fetch_message_interaction();
    let message = message.service_sid(SERVICE).session_sid(SESSION);
    let message = message.participant_sid(PARTICIPANT).sid(sid(1));
    let response = message.send().await.unwrap();
    assert_eq!(response.status().as_u16(), 202);
    assert_eq!(response.headers()["x-a"], "b");
}

#[tokio::test]
async fn a_listing_accepts_a_page_with_status_200_only() {
    for body in [page(vec![record(0)], None), page(vec![Value::Null], None)] {
        for status in [201, 202, 203, 206] {
            let server = Server::scripted([Answer::status(status, &[], body.to_string())]).await;
            let error = only_error(list(&server)).await;
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_eq!((error.status(), error.attempts()), (Some(status), 1));
        }
    }
}

/// The fields that hold an optional SID or date.
const OPTIONAL: [&str; 6] = [
    "inbound_participant_sid",
    "inbound_resource_sid",
    "outbound_participant_sid",
    "outbound_resource_sid",
    "date_created",
    "date_updated",
];

fn optional_fields(record: &MessageInteraction) -> Value {
    let written = serde_json::to_value(record).unwrap();
    let fields = OPTIONAL.iter().filter_map(|name| written.get(*name));
    fields.cloned().collect()
}

#[tokio::test]
async fn an_empty_text_for_an_optional_sid_or_date_is_absent() {
    let mut empty = record(1);
    for name in OPTIONAL {
        empty[name] = json!("");
    }
    let server = Server::scripted([Answer::status(201, &[], empty.to_string())]).await;
    let sent = create(&builder(&server).build().unwrap()).await.unwrap();
    assert_eq!(optional_fields(&sent), json!([]));
    assert_eq!(sent.sid.as_str(), sid(1));

    let body = page(vec![record(0), empty, record(2)], None);
    let server = Server::scripted([Answer::json(&body)]).await;
    let items = list(&server).collect().await.unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(optional_fields(&items[1]), json!([]));
    assert_eq!(optional_fields(&items[0]).as_array().unwrap().len(), 4);
}

/// A sample whose optional SIDs and dates are all empty, and how many they are.
fn emptied(sample: &Value, required: &[&str]) -> (Value, usize) {
    let is_sid = |text: &str| text.len() == 34 && text[2..].bytes().all(|b| b.is_ascii_hexdigit());
    let is_date = |text: &str| text.len() > 18 && text.ends_with('Z') && text.contains('T');
    let mut emptied = sample.clone();
    let mut count = 0;
    for (name, value) in emptied.as_object_mut().unwrap() {
        let text = value.as_str().unwrap_or_default();
        if !required.contains(&name.as_str()) && (is_sid(text) || is_date(text)) {
            *value = json!("");
            count += 1;
        }
    }
    (emptied, count)
}

#[tokio::test]
async fn every_resource_may_have_empty_optional_sids_and_dates() {
    let description: Value =
        serde_json::from_str(include_str!("../../openapi/twilio-proxy.json")).unwrap();
    let operations = operations();
    let ordinary = samples();
    let server = Server::answering(move |number, request| {
        let operation = &operations[asked(&operations, request)];
        let schema = operation.schema.as_deref().unwrap_or_default();
        let required = &description["components"]["schemas"][schema]["required"];
        let required: Vec<&str> = required
            .as_array()
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        match operation.sample() {
            Some(sample) if !operation.id.starts_with("List") => {
                let (body, count) = emptied(&sample, &required);
                assert!(count > 1, "{}", operation.id);
                Answer::status(operation.status, &[], body.to_string())
            }
            _ => ordinary(number, request),
        }
    })
    .await;
    call_all(&builder(&server).build().unwrap()).await.unwrap();
    assert_eq!(server.count(), 25);
}

#[tokio::test]
async fn blank_text_is_not_empty_and_a_required_sid_is_never_absent() {
    let wrong = [
        ("sid", ""),
        ("session_sid", ""),
        ("inbound_resource_sid", " "),
        ("outbound_participant_sid", "\u{a0}"),
        ("date_created", "\t"),
    ];
    for (field, text) in wrong {
        let bad = record_with(1, field, json!(text));
        let body = page(vec![record(0), bad.clone()], None);
        let server = Server::scripted([Answer::json(&body)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(sids_of(&outcome), [sid(0)], "{field}");
        assert_eq!(kinds_of(&outcome), [ErrorKind::Record]);
        let error = outcome[1].as_ref().unwrap_err();
        assert_eq!(error.rejected().unwrap().path(), field);

        let server = Server::scripted([Answer::status(201, &[], bad.to_string())]).await;
        let error = create(&builder(&server).build().unwrap()).await;
        assert_eq!(error.unwrap_err().rejected().unwrap().path(), field);
    }
}
