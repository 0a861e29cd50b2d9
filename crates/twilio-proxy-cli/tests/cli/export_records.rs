//! The text of exported records.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use twilio_proxy_sandbox::Sandbox;

use crate::export::export;
use crate::tool::{err, out, run, tool};

/// Records as no sandbox writes them: over several lines, with digits and escapes that a parser would change, with a property
/// that the description does not have, with half of a surrogate pair, and one that is not an object.
const RECORDS: [&str; 3] = [
    "{\r\n  \"sid\": \"KI1\",\n  \"data\": \"{\\\"body\\\":\\\"a, \\u00e9\\\\n b\\\"}\",\n  \"price\": 1.50, \"big\": 123456789012345678901234567890\n}",
    r#"{"url":"\ud800","type":"Message","sid":"KI2","account_sid":null}"#,
    r#"["KI3"]"#,
];

async fn respond(request: Request) -> Response {
    let (key, records) = match request.uri().path().ends_with("/Sessions") {
        true => (
            "sessions",
            r#"{"sid":"KC00000000000000000000000000000001"}"#.to_owned(),
        ),
        false => ("interactions", RECORDS.join(",\n")),
    };
    let page = format!(r#"{{"meta":{{"key":"{key}","next_page_url":null}},"{key}":[{records}]}}"#);
    ([(CONTENT_TYPE, "application/json")], page).into_response()
}

/// The output and the messages of an export from an API with these records.
async fn exported(format: &str) -> (String, String) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(respond);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let sandbox = Sandbox::builder().start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let arguments = export(
        &service,
        Path::new("-"),
        &["--format", format, "--since", "2024-01-01"],
    );
    let mut command = tool(&sandbox, &arguments);
    command.env("TWILIO_PROXY_BASE_URL", &url);
    let output = run(command);
    assert!(output.status.success(), "{}", err(&output));
    (out(&output), err(&output))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_one_line_and_stays_as_the_api_sent_it() {
    let (text, messages) = exported("jsonl").await;
    let lines: Vec<_> = text.lines().collect();
    let first = r#"{"sid":"KI1","data":"{\"body\":\"a, \u00e9\\n b\"}","price":1.50,"big":123456789012345678901234567890}"#;
    assert_eq!(lines, [first, RECORDS[1], RECORDS[2]]);
    // Nor does any of them have a date, so that no period leaves it out.
    let summary = "1 session, 3 records, ";
    assert!(messages.contains(summary), "{messages}");
    let counts =
        "3 records of another form than the description's, 3 records without a readable date";
    assert!(messages.contains(counts), "{messages}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_has_the_text_of_each_property_and_loses_nothing() {
    let (text, _) = exported("csv").await;
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let names = csv.headers().unwrap().clone();
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        let column = names.iter().position(|other| other == name).unwrap();
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(cell(0, "sid"), "KI1");
    assert_eq!(cell(0, "data"), "{\"body\":\"a, \u{e9}\\n b\"}");
    let rest = r#"{"price":1.50,"big":123456789012345678901234567890}"#;
    assert_eq!(cell(0, "other_properties"), rest);
    assert_eq!(
        (cell(1, "sid"), cell(1, "type")),
        ("KI2".into(), "Message".into())
    );
    assert_eq!(cell(1, "url"), r#""\ud800""#);
    assert_eq!(
        (cell(1, "account_sid"), cell(1, "other_properties")),
        Default::default()
    );
    assert_eq!(
        (cell(2, "sid"), cell(2, "other_properties")),
        ("".into(), RECORDS[2].into())
    );
}
