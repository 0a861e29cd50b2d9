//! Listings of the JSON text of each record.

use serde_json::{Value, json};
use twilio_proxy::{List, MessageInteraction, RawRecord};

use crate::support::fixtures::{collection, link, list, page, record, records};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn each_record_is_the_text_that_the_api_sent() {
    let first =
        r#"{ "sid" : "x", "n":1.0,"big":12345678901234567890123, "u":"\u00e9\/", "sid":2 }"#;
    let second = r#"[1, null, {"a":"+14155550100"}]"#;
    let text = format!(
        r#"{{"interactions":[{first},{second},null,"x"],"meta":{{"next_page_url":null}}}}"#
    );
    let server = Server::scripted([Answer::text(text)]).await;
    let raw: List<RawRecord> = list(&server).raw();
    let page = raw.page().await.unwrap();
    let texts: Vec<_> = page.items.iter().map(RawRecord::get).collect();
    assert_eq!(texts, [first, second, "null", "\"x\""]);
    assert!(page.rejected.is_empty());
    assert_eq!(serde_json::to_string(&page.items[1]).unwrap(), second);
    assert_eq!(page.items[1], page.items[1].clone());
    assert_ne!(page.items[0], page.items[1]);
    assert!(!format!("{page:?}").contains("4155550100"));
}

#[tokio::test]
async fn no_record_is_rejected() {
    let body = page(vec![record(0), Value::Null, json!([])], None).to_string();
    let mut bytes = body.into_bytes();
    // A byte that is not UTF-8, in the text of the first record.
    let place = bytes.windows(4).position(|part| part == b"sent").unwrap();
    bytes[place] = 0xff;
    let server = Server::scripted([Answer::text(bytes)]).await;
    let typed = list(&server).page().await.unwrap();
    assert_eq!((typed.items.len(), typed.rejected.len()), (0, 3));
    let raw = list(&server).raw().page().await.unwrap();
    assert_eq!((raw.items.len(), raw.rejected.len()), (3, 0));
    assert!(raw.items[0].get().contains("\u{fffd}ent"));
}

#[tokio::test]
async fn cursors_fit_both_kinds() {
    let server = Server::answering(collection(7)).await;
    let mut typed = list(&server).page_size(3).items();
    typed.next().await.unwrap().unwrap();
    let rest = list(&server).raw().resume(typed.cursor().unwrap());
    let rest = rest.collect().await.unwrap();
    let expected: Vec<Value> = records(1..7);
    let sent: Vec<Value> = rest
        .iter()
        .map(|raw| serde_json::from_str(raw.get()).unwrap())
        .collect();
    assert_eq!(sent, expected);
    let mut raw = list(&server).raw().page_size(3).items();
    raw.next().await.unwrap().unwrap();
    let rest = list(&server).resume(raw.cursor().unwrap());
    let rest: Vec<MessageInteraction> = rest.collect().await.unwrap();
    assert_eq!(rest.len(), 6);
}

#[tokio::test]
async fn options_stay_the_same() {
    let server = Server::answering(collection(9)).await;
    let listing = list(&server)
        .page_size(4)
        .limit(5)
        .extra_header("x-a", "b")
        .raw();
    assert_eq!(listing.collect().await.unwrap().len(), 5);
    let requests = server.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.header("x-a") == Some("b"))
    );
    assert!(requests[0].query.contains("PageSize=4"));
}

#[tokio::test]
async fn a_page_has_the_headers_of_its_response() {
    let headers = [("x-note", "kept"), ("content-type", "application/json")];
    let body = page(vec![record(0)], Some(&link(1, "PT1"))).to_string();
    let server = Server::scripted([Answer::status(200, &headers, body)]).await;
    let page = list(&server).page().await.unwrap();
    assert_eq!(
        (page.header("X-Note"), page.header("x-none")),
        (Some("kept"), None)
    );
    assert!(!format!("{page:?}").contains("kept"));
}
