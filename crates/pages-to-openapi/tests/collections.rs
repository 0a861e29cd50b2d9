//! What the converter makes of Postman collections, one for each thing that a collection may do.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use pages_to_openapi::convert::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::{outline, page};
use proptest::prelude::*;
use std::fmt::Write as _;

#[test]
fn collections_are_read_as_their_snapshots_say() {
    insta::glob!("collections/*", |case| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(outcome(&name, &std::fs::read(case).unwrap()));
    });
}

fn outcome(name: &str, bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut say = |problems: &[Diagnostic]| {
        for problem in problems {
            writeln!(out, "{problem}\n").unwrap();
        }
    };
    let (pages, faults) = page::read_collection(name, bytes);
    say(&faults);
    match describe(&pages) {
        Ok(description) => {
            say(&description.warnings);
            if !pages.is_empty() {
                serde_json::from_value::<openapiv3::OpenAPI>(description.document.clone()).unwrap();
                out.push_str(&outline::lines(&description.document).join("\n"));
                words("", &description.document, &mut out);
            }
        }
        Err(faults) => say(&faults),
    }
    out
}

/// What the outline leaves out: tags, and what is said in words.
fn words(pointer: &str, value: &serde_json::Value, out: &mut String) {
    let Some(members) = value.as_object() else {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            words(&format!("{pointer}/{index}"), item, out);
        }
        return;
    };
    for (key, member) in members {
        let is_security = key == "security" || key == "securitySchemes";
        let is_words = is_security || key == "tags" || key == "description" && member.is_string();
        if is_words && !pointer.contains("/responses/") {
            write!(out, "\n{pointer}/{key} {member}").unwrap();
        }
        words(&format!("{pointer}/{key}"), member, out);
    }
}

/// A collection with one request in it.
fn with(request: &str) -> String {
    format!(
        r#"{{"info": {{"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}},
"item": [{{"name": "Fetch Widget", "request": {request}}}]}}"#
    )
}

#[test]
fn a_fact_out_of_a_string_has_its_place_in_the_file() {
    // The escapes before it are two characters each, the one of the letter is six.
    let text = with(
        r#"{"url": {"raw": "https://a.example.com/v1/:Sid", "query": [
{"key": "Limit", "value": "5", "description": "An \"\u00e9\"\n\nThe default is 50, and the maximum is 20."}]}}"#,
    );
    let faults = outcome("a.json", text.as_bytes());
    let line = text.lines().nth(2).unwrap();
    let column = line.find("50").unwrap() + 1;
    assert!(faults.contains(&format!("a.json:3:{column}\n")), "{faults}");
}

#[test]
fn a_sample_in_a_string_breaks_at_its_place_in_the_file() {
    let request = r#"{"method": "POST", "url": "a.example.com/x",
"body": {"mode": "raw", "raw": "{\r\n  \"a\": \"\ud83d\ude00\",\n  \"b\": oops\n}"}}"#;
    let text = with(request);
    let faults = outcome("a.json", text.as_bytes());
    let line = text.lines().nth(2).unwrap();
    let column = line.find("oops").unwrap() + 1;
    assert!(faults.contains(&format!("a.json:3:{column}\n")), "{faults}");
}

/// Pieces of JSON that collections are made of, whether they fit together or not.
fn value() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        any::<i32>().prop_map(|n| json!(n)),
        "\\PC{0,12}".prop_map(|text| json!(text)),
        prop::sample::select(vec![
            "{{baseUrl}}/a/:b",
            "{{a",
            "<p>The default is <code>5</code></p>",
            "**(Required)** &amp; <string> <!-- ",
            "{\"a\": {{b}}, // c\n}",
            "https://a.example.com?b=<integer>&b",
            "formdata",
        ])
        .prop_map(|text| json!(text)),
    ];
    let key = prop::sample::select(vec![
        "item",
        "request",
        "response",
        "url",
        "raw",
        "host",
        "path",
        "query",
        "variable",
        "key",
        "value",
        "description",
        "content",
        "type",
        "header",
        "body",
        "mode",
        "code",
        "status",
        "name",
        "method",
        "urlencoded",
        "formdata",
        "graphql",
        "options",
    ]);
    leaf.prop_recursive(5, 48, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value));
                Value::Object(members.collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_collection_brings_the_reader_down(items in prop::collection::vec(value(), 0..4), cut in 0..400_usize) {
        let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
        let document = serde_json::json!({ "info": { "schema": schema }, "item": items });
        let text = document.to_string();
        outcome("a.json", text.as_bytes());
        outcome("a.json", text.as_bytes().get(..cut).unwrap_or_default());
    }
}
