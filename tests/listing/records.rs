//! One bad record costs no other.

use serde_json::{Value, json};
use twilio_proxy::{Error, ErrorKind, InteractionType, MessageInteraction};

use crate::support::fixtures::{
    PARTICIPANT, SERVICE, SESSION, builder, drain, kinds_of, link, list, page, record, record_with,
    sid, sids, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

/// A record without a null.
fn full(number: usize) -> Value {
    let mut full = record(number);
    full["outbound_participant_sid"] = full["participant_sid"].clone();
    full["outbound_resource_sid"] = full["inbound_resource_sid"].clone();
    full["outbound_resource_url"] = full["url"].clone();
    full
}

/// A page of three whose middle record is this JSON, and a page after it.
async fn around(middle: &str) -> Server {
    let marked = page(
        vec![record(0), json!("MIDDLE"), record(2)],
        Some(&link(1, "PT1")),
    );
    let first = marked.to_string().replace("\"MIDDLE\"", middle);
    Server::scripted([
        Answer::text(first),
        Answer::json(&page(vec![record(3)], None)),
    ])
    .await
}

#[tokio::test]
async fn a_bad_record_is_one_error_and_the_stream_goes_on() {
    let with = |field: &str, value: Value| record_with(1, field, value).to_string();
    let surrogate = with("data", "MARK".into()).replace("\"MARK\"", r#""\ud800""#);
    let mut without_sid = record(1);
    without_sid.as_object_mut().unwrap().remove("sid");
    for (middle, path) in [
        ("null".to_owned(), "."),
        ("7".to_owned(), "."),
        ("\"text\"".to_owned(), "."),
        ("[]".to_owned(), "."),
        ("{}".to_owned(), "."),
        (without_sid.to_string(), "."),
        (with("sid", json!("")), "sid"),
        (with("sid", json!("KI12")), "sid"),
        (with("sid", Value::Null), "sid"),
        (with("account_sid", json!(["AC"])), "account_sid"),
        (
            with("inbound_resource_sid", json!(" ")),
            "inbound_resource_sid",
        ),
        (with("type", json!(7)), "type"),
        (with("data", json!({ "a": 1 })), "data"),
        (with("date_created", json!("yesterday")), "date_created"),
        (
            with("date_updated", json!("2015-13-45T00:00:00Z")),
            "date_updated",
        ),
        (with("url", json!(false)), "url"),
        (surrogate, "data"),
    ] {
        let server = around(&middle).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(outcome.len(), 4, "{middle}");
        assert_eq!(kinds_of(&outcome), [ErrorKind::Record], "{middle}");
        assert_eq!(sids_of(&outcome), [sid(0), sid(2), sid(3)], "{middle}");
        let error = outcome[1].as_ref().unwrap_err();
        let rejected = error.rejected().unwrap();
        assert_eq!((rejected.index(), rejected.path()), (1, path), "{middle}");
        assert_eq!(rejected.raw(), middle);
        assert_eq!(server.count(), 2);
    }
}

/// A record's fields in the order in which serde would take them from an array.
fn as_array(record: Value) -> Value {
    let item: MessageInteraction = serde_json::from_value(record.clone()).unwrap();
    let order = serde_json::to_string(&item).unwrap();
    let mut fields: Vec<_> = record.as_object().unwrap().clone().into_iter().collect();
    fields.sort_by_key(|(name, _)| order.find(&format!("\"{name}\":")));
    fields.into_iter().map(|(_, value)| value).collect()
}

#[tokio::test]
async fn a_record_that_is_an_array_is_rejected_whatever_is_in_it() {
    let server = around(&as_array(full(1)).to_string()).await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::Record]);
}

#[tokio::test]
async fn a_resource_that_is_an_array_is_none() {
    let server = Server::answering(|_, _| Answer::json(&as_array(full(1)))).await;
    let client = builder(&server).build().unwrap();
    let fetched = client
        .generated()
        .fetch_message_interaction()
        .service_sid(SERVICE)
        .session_sid(SESSION)
        .participant_sid(PARTICIPANT)
        .sid(sid(1))
        .send()
        .await;
    assert_eq!(Error::from(fetched.unwrap_err()).kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn bad_records_do_not_count_towards_the_limit() {
    let bad = || Value::Null;
    let body = page(vec![bad(), record(0), bad(), record(1), record(2)], None);
    let server = Server::scripted([Answer::json(&body)]).await;
    let outcome = drain(list(&server).limit(2).items()).await;
    assert_eq!((sids_of(&outcome), outcome.len()), (sids(0..2), 4));
    let page = list(&server).page().await.unwrap();
    assert_eq!((page.items.len(), page.rejected.len()), (3, 2));
    assert_eq!(page.rejected[1].index(), 2);
}

#[tokio::test]
async fn a_bad_record_ends_a_collect() {
    let server = around("null").await;
    let error = list(&server).collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Record);
    assert!(error.cursor().is_some());
}

#[tokio::test]
async fn a_value_that_is_not_known_is_kept_and_written_back() {
    let mut new = record_with(0, "type", json!("hologram"));
    new["inbound_resource_status"] = json!("teleported");
    let server = Server::scripted([Answer::json(&page(vec![new.clone(), record(1)], None))]).await;
    let items = list(&server).collect().await.unwrap();
    let other = InteractionType::Other("hologram".to_owned());
    assert_eq!(items[0].type_, Some(other));
    assert_eq!(items[1].type_, Some(InteractionType::Message));
    let written = serde_json::to_value(&items[0]).unwrap();
    assert_eq!(written["type"], new["type"]);
    assert_eq!(
        written["inbound_resource_status"],
        new["inbound_resource_status"]
    );
}

/// `page` as bytes, with `wrong` in place of each `MARK`.
fn bytes(page: &Value, wrong: &[u8]) -> Vec<u8> {
    let text = page.to_string();
    let parts: Vec<&[u8]> = text.split("MARK").map(str::as_bytes).collect();
    parts.join(wrong)
}

#[tokio::test]
async fn bytes_that_are_no_utf8_cost_the_record_they_stand_in() {
    for wrong in [&b"\xff"[..], b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f\x98"] {
        let records = vec![
            record_with(0, "data", "\u{fffd} and \u{e9}".into()),
            record_with(1, "data", "MARK".into()),
            record_with(2, "data", "after \u{1f600}".into()),
            record_with(3, "data", "MARK and MARK".into()),
        ];
        let server = Server::scripted([
            Answer::text(bytes(&page(records, Some(&link(1, "PT1"))), wrong)),
            Answer::json(&page(vec![record(4)], None)),
        ])
        .await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(sids_of(&outcome), [sid(0), sid(2), sid(4)]);
        assert_eq!(kinds_of(&outcome), [ErrorKind::Record; 2]);
        let rejected: Vec<_> = outcome
            .iter()
            .filter_map(|item| item.as_ref().err()?.rejected())
            .map(|record| (record.index(), record.raw().contains('\u{fffd}')))
            .collect();
        assert_eq!(rejected, [(1, true), (3, true)]);
    }
}

#[tokio::test]
async fn a_next_link_with_bytes_that_are_not_utf8_is_an_error_after_the_records() {
    let broken = page(vec![record(0)], Some(&link(1, "MARK")));
    let server = Server::scripted([Answer::text(bytes(&broken, b"\xff"))]).await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::Decode]);
    assert_eq!((sids_of(&outcome), server.count()), (sids(0..1), 1));
}
