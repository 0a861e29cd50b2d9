//! Bodies of API errors: each field is read for itself, whatever stands beside it.

use serde_json::{Value, json};
use twilio_proxy::{Client, Error, ErrorKind};

use crate::support::fixtures::{builder, listing, only_error};
use crate::support::response::Answer;
use crate::support::server::Server;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns the error of a listing whose response has this status and body.
async fn error(status: u16, body: impl AsRef<[u8]>) -> Error {
    let headers = [("twilio-request-id", "RQ1")];
    let server = Server::scripted([Answer::status(status, &headers, body)]).await;
    only_error(listing(&client(&server))).await
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

#[tokio::test]
async fn odd_fields_cost_neither_code_nor_message() {
    let odd = [
        json!({ "code": "20001", "message": "because" }),
        json!({ "code": " 20001 ", "message": "because" }),
        json!({ "code": 20001.0, "message": "because" }),
        json!({ "code": 20001, "message": "because", "details": ["one", 2] }),
        json!({ "code": 20001, "message": "because", "details": "none" }),
        json!({ "code": 20001, "message": "because", "details": null }),
        json!({ "code": 20001, "message": "because", "status": "400" }),
        json!({ "code": 20001, "message": "because", "status": {} }),
        json!({ "code": 20001, "message": "because", "status": -1e300 }),
        json!({ "code": 20001, "message": "because", "more_info": ["https://example.com"] }),
        json!({ "code": 20001, "message": "because", "more_info": 7 }),
    ];
    for body in odd.iter().map(Value::to_string) {
        for body in [body.clone(), format!("{BYTE_ORDER_MARK}{body}")] {
            let error = error(400, &body).await;
            assert_eq!(error.code(), Some(20001), "{body}");
            assert_eq!(error.message(), "because", "{body}");
            assert_eq!(error.request_id(), Some("RQ1"), "{body}");
        }
    }
}

#[tokio::test]
async fn json_that_is_not_quite_json_costs_neither_code_nor_message() {
    let bodies: [&[u8]; 8] = [
        br#"{"code":20001,"message":"because","code":{}}"#,
        br#"{"code":20001,"message":"because","message":null}"#,
        br#"{"code":20001,"message":"because"} trailing"#,
        br#"{"code":20001,"message":"because","details":{"a":"#,
        br#"{"code":20001,"message":"because","details":{"a":NaN}}"#,
        b"{\"code\":20001,\"message\":\"because\",\"details\":\"\xff\xfe\"}",
        b"{\"code\":20001,\"message\":\"because\",\"details\":\"\\ud83d\"}",
        b"\n\t {\"code\":20001,\"message\":\"because\",\"\xff\":1}",
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(body);
        let error = error(400, body).await;
        assert_eq!(error.code(), Some(20001), "{shown}");
        assert_eq!(error.message(), "because", "{shown}");
    }
}

#[tokio::test]
async fn a_message_with_a_broken_character_is_read() {
    let bodies: [&[u8]; 3] = [
        b"{\"code\":20001,\"message\":\"no such \xff number\"}",
        b"{\"code\":20001,\"message\":\"no such \\ud83d number\"}",
        b"{\"code\":20001,\"message\":\"no such \\udc00 number\"}",
    ];
    for body in bodies {
        let error = error(400, body).await;
        assert_eq!(error.code(), Some(20001));
        let message = error.message();
        assert!(message.starts_with("no such "), "{message}");
        assert!(message.ends_with(" number"), "{message}");
    }
}

#[tokio::test]
async fn a_code_that_cannot_be_read_costs_no_message() {
    for code in [
        json!(null),
        json!("none"),
        json!(""),
        json!(-1),
        json!(1e20),
        json!(2.5),
        json!([20001]),
        json!({ "code": 20001 }),
        json!(true),
        json!("4294967296"),
    ] {
        let error = error(
            400,
            json!({ "code": code, "message": "because" }).to_string(),
        )
        .await;
        assert_eq!((error.code(), error.message()), (None, "because"), "{code}");
    }
}

#[tokio::test]
async fn a_message_that_is_not_text_costs_no_code() {
    for message in [
        json!(null),
        json!(""),
        json!("  "),
        json!({}),
        json!([]),
        json!(3),
    ] {
        let error = error(
            400,
            json!({ "message": message, "code": "20001" }).to_string(),
        )
        .await;
        assert_eq!(error.code(), Some(20001), "{message}");
        assert_eq!(error.message(), "bad request", "{message}");
    }
}

#[tokio::test]
async fn details_and_more_info_are_as_the_api_sent_them() {
    let page = "https://www.twilio.com/docs/errors/20001";
    for details in [
        json!({ "limit": 10, "field": "Identifier", "value": "+14155550123" }),
        json!(["one", { "two": 2 }]),
        json!("text"),
        json!(0),
        json!(false),
    ] {
        let body = json!({ "code": 20001, "message": "m", "more_info": page, "details": details });
        for status in [400, 200] {
            let error = error(status, body.to_string()).await;
            assert_eq!(error.kind(), ErrorKind::Api);
            assert_eq!(error.details(), Some(&details));
            assert_eq!(error.more_info(), Some(page));
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains("5550123"), "{shown}");
        }
    }
    let without = error(400, json!({ "code": 20001, "details": null }).to_string()).await;
    assert_eq!((without.details(), without.more_info()), (None, None));
}

#[tokio::test]
async fn a_success_that_bears_an_error_is_read_the_same_way() {
    for body in [
        json!({ "code": "20500", "message": "oops" }).to_string(),
        json!({ "code": 20500, "message": "oops", "status": "500", "details": [] }).to_string(),
        format!(
            "{BYTE_ORDER_MARK}{}",
            json!({ "code": 20500, "message": "oops" })
        ),
        json!({ "code": 20500, "message": "oops", "sid": null }).to_string(),
    ] {
        let error = error(200, &body).await;
        assert_eq!(error.kind(), ErrorKind::Api, "{body}");
        assert_eq!((error.code(), error.message()), (Some(20500), "oops"));
    }
    for body in [
        json!({ "message": "oops" }),
        json!({ "code": 20500 }),
        json!({ "code": "none", "message": "oops" }),
        json!({ "code": 20500, "message": "oops", "meta": {} }),
        json!([20500, "oops"]),
    ] {
        let error = error(200, body.to_string()).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn a_long_message_is_shortened_and_costs_no_code() {
    let long = "long explanation, ".repeat(20_000);
    let escaped = json!("é\n\u{1f600}".repeat(20_000)).to_string();
    let ascii = format!("\"{}\"", r"\u00e9\ud83d\ude00".repeat(20_000));
    for (message, start) in [
        (json!(long).to_string(), "long explanation, "),
        (escaped, "é\n\u{1f600}é"),
        (ascii, "é\u{1f600}é"),
    ] {
        for body in [
            format!(r#"{{"code":20001,"message":{message}}}"#),
            format!(r#"{{"message":{message},"details":{message},"code":"20001"}}"#),
        ] {
            let error = error(400, &body).await;
            assert_eq!(error.code(), Some(20001));
            assert!(error.message().starts_with(start));
            assert!(error.message().ends_with('…'));
            let length = error.message().len();
            assert!((1_000..5_000).contains(&length), "{length}");
        }
    }
}

#[tokio::test]
async fn details_that_are_too_large_are_left_out() {
    let details = json!({ "code": 20001, "message": "because", "details": vec![0; 100_000] });
    let error = error(400, details.to_string()).await;
    assert_eq!((error.code(), error.message()), (Some(20001), "because"));
    assert_eq!(error.details(), None);
}
