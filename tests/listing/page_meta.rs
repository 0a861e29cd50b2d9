//! Each field of a page's `meta` is read for itself, and a listing ends only if `meta` shows that no page follows.

use serde_json::{Map, Value, json};
use twilio_proxy::ErrorKind;

use crate::support::fixtures::{drain, kinds_of, link, list, page, record, records, sids, sids_of};
use crate::support::response::Answer;
use crate::support::server::Server;

/// Values of every JSON type, and extreme ones, as JSON text.
const ODD: [&str; 20] = [
    "null",
    "true",
    "\"\"",
    "\"0\"",
    "\"text\"",
    "\"\\ud800\"",
    "0",
    "-1",
    "1.5",
    "1e400",
    "100000000000000000000",
    "-100000000000000000000",
    "9223372036854775808",
    "1E-7",
    "[]",
    "[1,[2]]",
    "{}",
    "{\"a\":{\"b\":null}}",
    "\"\\u0000\"",
    "[{}]",
];

fn documented() -> Vec<String> {
    let description: Value =
        serde_json::from_str(include_str!("../../openapi/twilio-proxy.json")).unwrap();
    let keys = &description["components"]["schemas"]["PageMeta"]["properties"];
    keys.as_object().unwrap().keys().cloned().collect()
}

/// A page whose `meta` is this text.
fn with_meta(records: &[Value], meta: &str) -> String {
    let records = serde_json::to_string(records).unwrap();
    format!("{{\"interactions\":{records},\"meta\":{meta}}}")
}

/// The text of a `meta` with one field replaced by this text.
fn meta_with(next: Option<&str>, field: &str, value: &str) -> String {
    let mut meta = page(vec![], next)["meta"].take();
    meta[field] = "MARK".into();
    meta.to_string().replace("\"MARK\"", value)
}

/// All records of a first page with this `meta` and a last page, and the kinds of the errors.
async fn listed(first: &str, size: u16) -> (Vec<String>, Vec<ErrorKind>, usize) {
    let last = page(vec![record(3)], None);
    let server = Server::scripted([Answer::text(first), Answer::json(&last)]).await;
    let outcome = drain(list(&server).page_size(size).items()).await;
    (sids_of(&outcome), kinds_of(&outcome), server.count())
}

#[tokio::test]
async fn a_field_of_meta_that_no_listing_needs_never_costs_a_page() {
    for field in documented() {
        if field == "next_page_url" {
            continue;
        }
        for value in ODD {
            for next in [Some(link(1, "PT1")), None] {
                let meta = meta_with(next.as_deref(), &field, value);
                let first = with_meta(&records(0..3), &meta);
                let came = listed(&first, 5).await;
                let expected = if next.is_some() { 4 } else { 3 };
                let case = format!("{field}: {value}");
                assert_eq!(came, (sids(0..expected), vec![], expected - 2), "{case}");
            }
        }
    }
}

#[tokio::test]
async fn odd_fields_of_meta_and_bad_records_cost_no_more_than_the_records() {
    let fields: Map<String, Value> = documented()
        .into_iter()
        .map(|field| (field, json!([1])))
        .collect();
    let mut meta = Value::Object(fields);
    meta["next_page_url"] = link(1, "PT1").into();
    let first = with_meta(&[record(0), Value::Null, record(2)], &meta.to_string());
    let (came, kinds, requests) = listed(&first, 5).await;
    assert_eq!(came, [sids(0..1), sids(2..4)].concat());
    assert_eq!((kinds, requests), (vec![ErrorKind::Record], 2));
}

#[tokio::test]
async fn a_previous_link_that_is_not_text_is_no_previous_page() {
    for value in ODD {
        let meta = meta_with(None, "previous_page_url", value);
        let server = Server::scripted([Answer::text(with_meta(&records(0..1), &meta))]).await;
        let page = list(&server).page().await.unwrap();
        assert_eq!(page.items.len(), 1, "{value}");
        assert!(page.previous.is_none(), "{value}");
    }
}

#[tokio::test]
async fn a_next_link_that_is_not_text_is_an_error_after_the_records() {
    for value in ODD {
        let meta = meta_with(None, "next_page_url", value);
        let first = with_meta(&records(0..3), &meta);
        let (came, kinds, requests) = listed(&first, 5).await;
        let expected = match value {
            "null" | "\"\"" => vec![],
            "\"0\"" | "\"text\"" | "\"\\u0000\"" => vec![ErrorKind::Pagination],
            _ => vec![ErrorKind::Decode],
        };
        assert_eq!((came, requests), (sids(0..3), 1), "{value}");
        assert_eq!(kinds, expected, "{value}");
    }
}

#[tokio::test]
async fn an_error_after_the_records_has_the_status_and_leads_back_to_the_page() {
    let broken = with_meta(&records(0..3), r#"{"next_page_url":7}"#);
    for body in [broken, with_meta(&records(0..3), "{}")] {
        let server = Server::scripted([Answer::text(body)]).await;
        let outcome = drain(list(&server).items()).await;
        let error = outcome[3].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!((error.status(), error.attempts()), (Some(200), 1));
        assert_eq!(error.request_id(), Some("RQ1"));
        let good = Server::answering(|_, _| Answer::json(&page(records(0..4), None))).await;
        let cursor = error.cursor().unwrap().clone();
        let rest = drain(list(&good).resume(cursor).items()).await;
        assert_eq!(sids_of(&rest), sids(3..4));
        // A page by itself is returned, and leads on to the error.
        let first = list(&server).page().await.unwrap();
        assert_eq!(first.items.len(), 3);
        let error = list(&server).resume(first.next.unwrap()).page().await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Decode);
        assert_eq!(
            list(&server).collect().await.unwrap_err().kind(),
            ErrorKind::Decode
        );
    }
}

#[tokio::test]
async fn null_or_empty_text_is_the_end_of_a_full_page_too() {
    for next in ["null", "\"\""] {
        for (size, asked) in [(3, 3), (50, 3), (3, 50), (50, 50)] {
            let meta = format!("{{\"page_size\":{size},\"next_page_url\":{next}}}");
            for meta in [meta, format!("{{\"next_page_url\":{next}}}")] {
                let came = listed(&with_meta(&records(0..3), &meta), asked).await;
                assert_eq!(came, (sids(0..3), vec![], 1), "{meta}");
                let came = listed(&with_meta(&[], &meta), asked).await;
                assert_eq!(came, (vec![], vec![], 1), "{meta}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_is_not_full_may_leave_the_next_link_out() {
    for key in documented() {
        if key == "next_page_url" {
            continue;
        }
        for value in ["null", "\"text\"", "7", "{}"] {
            let meta = format!("{{\"{key}\":{value}}}");
            // A page size of 7 in `meta` leaves the page short of it as well.
            let came = listed(&with_meta(&records(0..3), &meta), 4).await;
            assert_eq!(came, (sids(0..3), vec![], 1), "{meta}");
            let came = listed(&with_meta(&[], &meta), 1).await;
            assert_eq!(came, (vec![], vec![], 1), "{meta}");
        }
    }
}

#[tokio::test]
async fn a_full_page_without_a_next_link_is_an_error_after_the_records() {
    let decode = vec![ErrorKind::Decode];
    // The page size in `meta`, the requested one, and whether three records fill the page.
    for (size, asked, full) in [
        ("50", 3, true),
        ("50", 2, true),
        ("3", 1000, true),
        ("2", 1000, true),
        ("4", 1000, false),
        ("50", 4, false),
        ("0", 3, true),
        ("0", 4, false),
        ("-1", 4, false),
        ("-1", 3, true),
        ("\"3\"", 4, false),
        ("100000", 3, true),
        ("null", 3, true),
        ("null", 4, false),
    ] {
        let meta = format!("{{\"page\":0,\"page_size\":{size},\"key\":\"interactions\"}}");
        let came = listed(&with_meta(&records(0..3), &meta), asked).await;
        let kinds = if full { decode.clone() } else { vec![] };
        assert_eq!(came, (sids(0..3), kinds, 1), "{size} of {asked}");
    }
    // Records that do not decode fill a page as well.
    let meta = r#"{"page":0,"url":"https://proxy.twilio.com"}"#;
    let (_, kinds, _) = listed(&with_meta(&[record(0), Value::Null], meta), 2).await;
    assert_eq!(kinds, [ErrorKind::Record, ErrorKind::Decode]);
}

#[tokio::test]
async fn a_meta_without_any_documented_key_is_an_error() {
    for meta in [
        "{}",
        r#"{"nextPageUrl":"/v1/Services?Page=1"}"#,
        r#"{"Next_Page_Url":null,"PAGE":0}"#,
        r#"{"next":null,"total":3,"total":4}"#,
    ] {
        let came = listed(&with_meta(&records(0..3), meta), 1000).await;
        assert_eq!(came, (sids(0..3), vec![ErrorKind::Decode], 1), "{meta}");
        let came = listed(&with_meta(&[], meta), 1000).await;
        assert_eq!(came, (vec![], vec![ErrorKind::Decode], 1), "{meta}");
        let bad = with_meta(&[Value::Null], meta);
        let (_, kinds, _) = listed(&bad, 1000).await;
        assert_eq!(kinds, [ErrorKind::Record, ErrorKind::Decode], "{meta}");
    }
}

/// JSON may escape any letter of a key.
#[tokio::test]
async fn an_escaped_key_is_that_key() {
    let meta = r#"{"next\u005fpage_url":null}"#;
    let came = listed(&with_meta(&records(0..3), meta), 3).await;
    assert_eq!(came, (sids(0..3), vec![], 1));
    let link = link(1, "PT1");
    let meta = format!(r#"{{"\u006eext_page_url":"{link}","page":"0"}}"#);
    let came = listed(&with_meta(&records(0..3), &meta), 3).await;
    assert_eq!(came, (sids(0..4), vec![], 2));
}

/// The text of a record may look like the key.
#[tokio::test]
async fn the_key_in_a_record_is_not_the_key_in_meta() {
    let mut named = record(0);
    named["data"] = "next_page_url".into();
    named["next_page_url"] = Value::Null;
    let meta = r#"{"page":0,"more":{"next_page_url":null}}"#;
    let came = listed(&with_meta(&[named], meta), 1).await;
    assert_eq!(came, (sids(0..1), vec![ErrorKind::Decode], 1));
}

#[tokio::test]
async fn a_key_of_meta_twice_is_no_page() {
    for meta in [
        r#"{"next_page_url":null,"next_page_url":null}"#,
        r#"{"page":0,"page":1,"next_page_url":null}"#,
        r#"{"page":"0","page":"1","next_page_url":null}"#,
    ] {
        let came = listed(&with_meta(&records(0..3), meta), 1000).await;
        assert_eq!(came, (vec![], vec![ErrorKind::Decode], 1), "{meta}");
    }
}

#[tokio::test]
async fn bytes_that_are_not_utf8_cost_only_the_field_of_meta_that_holds_them() {
    for (field, kinds) in [
        ("key", vec![]),
        ("url", vec![]),
        ("other", vec![]),
        ("previous_page_url", vec![]),
        ("next_page_url", vec![ErrorKind::Decode]),
    ] {
        let text = with_meta(&records(0..3), &meta_with(None, field, "\"MARK\""));
        let (before, after) = text.split_once("MARK").unwrap();
        let body = [before.as_bytes(), b"\xff", after.as_bytes()].concat();
        let server = Server::scripted([Answer::text(body)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(
            (sids_of(&outcome), kinds_of(&outcome)),
            (sids(0..3), kinds),
            "{field}"
        );
        let page = list(&server).page().await.unwrap();
        assert!(page.previous.is_none());
    }
}

/// The description says which keys `meta` has.
#[test]
fn the_sample_of_a_page_has_every_documented_key() {
    let sample = page(vec![], None);
    let mut keys: Vec<_> = sample["meta"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    keys.sort();
    let mut documented = documented();
    documented.sort();
    assert_eq!(keys, documented);
}
