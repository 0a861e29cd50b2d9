//! The formats of the output.

use serde_json::Value;
use twilio_proxy_sandbox::{Fault, Sandbox};

use crate::tool::{err, run, succeeds, tool};

/// The output without the sandbox's port.
fn shown(sandbox: &Sandbox, text: &str) -> String {
    text.replace(sandbox.base_url(), "http://sandbox")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_format_of_a_listing_and_of_a_resource() {
    let sandbox = Sandbox::builder()
        .participants(2)
        .seed(1)
        .start()
        .await
        .unwrap();
    let (service, session) = (
        sandbox.service_sid().to_string(),
        sandbox.session_sid().to_string(),
    );
    let list = [
        "participants",
        "list",
        "--service-sid",
        &service,
        "--session-sid",
        &session,
    ];
    let fetch = [
        "sessions",
        "fetch",
        "--service-sid",
        &service,
        "--sid",
        &session,
    ];
    let mut texts = Vec::new();
    for command in [&list[..], &fetch] {
        for format in ["table", "json", "jsonl", "csv"] {
            let text = succeeds(&sandbox, &[command, &["--output", format]].concat());
            texts.push(format!(
                "{} {} --output {format}\n{text}",
                command[0], command[1]
            ));
        }
    }
    let chosen = ["--output", "table", "--columns", "sid,identifier"];
    texts.push(succeeds(&sandbox, &[&list[..], &chosen].concat()));
    let chosen = ["--output", "jsonl", "--columns", "identifier"];
    texts.push(succeeds(&sandbox, &[&list[..], &chosen].concat()));
    insta::assert_snapshot!(shown(&sandbox, &texts.join("\n")));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_format_has_the_records_of_the_api() {
    let sandbox = Sandbox::builder().sessions(7).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let list = [
        "sessions",
        "list",
        "--service-sid",
        &service,
        "--page-size",
        "3",
    ];
    let client = sandbox.client().unwrap();
    let expected = client
        .list_sessions(sandbox.service_sid())
        .raw()
        .collect()
        .await
        .unwrap();
    let expected: Vec<Value> = expected
        .iter()
        .map(|record| serde_json::from_str(record.get()).unwrap())
        .collect();

    let json: Vec<Value> = serde_json::from_str(&succeeds(&sandbox, &list)).unwrap();
    assert_eq!(json, expected);
    let lines = succeeds(&sandbox, &[&list[..], &["--output", "jsonl"]].concat());
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, expected);
    let csv = succeeds(&sandbox, &[&list[..], &["--output", "csv"]].concat());
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let names = csv.headers().unwrap().clone();
    for (row, record) in csv.records().map(Result::unwrap).zip(&expected) {
        for (name, cell) in names.iter().zip(&row) {
            let text = match &record[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell, text, "{name}");
        }
    }
    let limited = succeeds(&sandbox, &[&list[..], &["--limit", "2"]].concat());
    assert_eq!(
        serde_json::from_str::<Vec<Value>>(&limited).unwrap(),
        expected[..2]
    );
    let requests = sandbox.requests();
    assert_eq!(requests.last().unwrap().parameter("PageSize"), Some("3"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_listing_is_an_empty_document() {
    let sandbox = Sandbox::builder().sessions(0).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let list = |format| {
        let arguments = [
            "sessions",
            "list",
            "--service-sid",
            &service,
            "--output",
            format,
        ];
        succeeds(&sandbox, &arguments)
    };
    assert_eq!(list("json"), "[]\n");
    assert_eq!(list("jsonl"), "");
    assert_eq!(list("csv").lines().count(), 1);
    assert_eq!(list("table"), "No records.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_listing_writes_no_half_document() {
    let sandbox = Sandbox::builder()
        .fault(Fault::status(404).always())
        .start()
        .await
        .unwrap();
    let output = run(tool(&sandbox, &["services", "list", "--output", "json"]));
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
    let error: Value = serde_json::from_str(&err(&output)).unwrap();
    assert_eq!(
        (&error["kind"], &error["status"]),
        (&"not_found".into(), &404.into())
    );
    assert!(error["request_id"].as_str().unwrap().starts_with("RQ"));
    assert!(error["help"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_column_is_an_error_before_any_request() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let output = run(tool(
        &sandbox,
        &["services", "list", "--columns", "sid,colour"],
    ));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no column \"colour\": the columns are sid, "));
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_is_printed_with_every_property_that_the_api_sent() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let (service, session) = (
        sandbox.service_sid().to_string(),
        sandbox.session_sid().to_string(),
    );
    let list = ["sessions", "list", "--service-sid", &service];
    let listed = succeeds(&sandbox, &[&list[..], &["--output", "jsonl"]].concat());
    let fetch = ["sessions", "fetch", "--service-sid", &service, "--sid"];
    let fetched = succeeds(
        &sandbox,
        &[&fetch[..], &[&session, "--output", "jsonl"]].concat(),
    );
    assert_eq!(fetched, listed);
    assert!(fetched.contains(r#""date_ended":null"#), "{fetched}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_usage_is_json_too_for_a_program() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    for arguments in [
        &["services", "fly", "--output", "json"][..],
        &["services", "list", "--page-size", "0", "--output=jsonl"],
        &["services", "delete", "--output", "json"],
    ] {
        let output = run(tool(&sandbox, arguments));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        let error: Value = serde_json::from_str(&err(&output)).unwrap();
        assert_eq!(error["kind"], "usage", "{error}");
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
}
