//! Recordings and descriptions that are broken, or made to harm.

use openapi_observe::{Format, ObserveError, Options, Recording, Skip, observe, render};
use serde_json::{Value, json};

use crate::{file, library};

/// A recording of one exchange with the response body `body`.
fn recording(body: &str) -> Vec<u8> {
    let entry = json!({
        "request": { "method": "GET", "url": "http://localhost/v1/Things" },
        "response": { "status": 200, "content": { "mimeType": "application/json", "text": body } },
    });
    json!({ "log": { "entries": [entry] } })
        .to_string()
        .into_bytes()
}

/// A description whose operation responds with the component `A`.
fn description(schemas: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "paths": { "/v1/Things": { "get": { "operationId": "ListThing", "responses": { "200": { "content": {
            "application/json": { "schema": { "$ref": "#/components/schemas/A" } },
        } } } } } },
        "components": { "schemas": schemas },
    })
}

fn observed(description: &Value, bytes: &[u8]) -> openapi_observe::Observation {
    let recording = Recording {
        name: "a.har",
        bytes,
    };
    observe(description, &[recording], &Options::default()).unwrap()
}

#[test]
fn what_is_not_a_recording_is_an_error() {
    for (bytes, message) in [
        (
            "",
            "the file is not JSON: EOF while parsing a value at line 1 column 0",
        ),
        (
            "{\n\"log\": ]",
            "the file is not JSON: expected value at line 2 column 8",
        ),
        (
            "[]",
            "the file is not a HAR file: it has no list log.entries",
        ),
        (
            r#"{"log": {"entries": {}}}"#,
            "the file is not a HAR file: it has no list log.entries",
        ),
    ] {
        let recording = Recording {
            name: "a.har",
            bytes: bytes.as_bytes(),
        };
        let error = observe(&library(), &[recording], &Options::default());
        let expected = ObserveError::NotHar {
            file: "a.har".to_owned(),
            message: message.to_owned(),
        };
        assert_eq!(error.err(), Some(expected));
    }
    let deep = format!(r#"{{"log": {}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let recording = Recording {
        name: "a.har",
        bytes: deep.as_bytes(),
    };
    assert!(observe(&library(), &[recording], &Options::default()).is_err());
    let error = observe(&json!({}), &[], &Options::default());
    assert_eq!(error.err(), Some(ObserveError::NotADescription));
}

#[test]
fn every_cut_of_a_recording_is_an_error_and_every_broken_part_is_skipped() {
    let whole = file("recordings/every-kind.har");
    for end in (0..whole.len() - 3).step_by(97) {
        let recording = Recording {
            name: "a.har",
            bytes: &whole[..end],
        };
        assert!(observe(&library(), &[recording], &Options::default()).is_err());
    }
    // Each string, number and list becomes something else.
    let text = String::from_utf8(whole).unwrap();
    for (from, to) in [
        ("\"GET\"", "[]"),
        ("200", "\"x\""),
        ("200", "99999999"),
        ("\"https", "\"h"),
        ("\"text\": \"", "\"text\": {}, \"x\": \""),
    ] {
        let broken = text.replace(from, to);
        render(&observed(&library(), broken.as_bytes()), Format::Json);
    }
}

#[test]
fn every_broken_part_of_a_description_is_tolerated() {
    let bytes = file("recordings/every-kind.har");
    let text = library().to_string();
    for to in [
        "null",
        "{}",
        "[]",
        "\"#/components/schemas/Book\"",
        "7",
        "true",
    ] {
        for from in [
            "\"#/components/schemas/Genre\"",
            "\"#/components/schemas/BookSid\"",
            "\"object\"",
            "\"integer\"",
            "\"^BK[0-9a-fA-F]{32}$\"",
            "[\"novel\",\"poetry\"]",
            "[\"books\",\"meta\"]",
            "\"query\"",
            "\"date-time\"",
        ] {
            assert!(text.contains(from), "{from}");
            let broken: Value = serde_json::from_str(&text.replace(from, to)).unwrap();
            let observation = observed(&broken, &bytes);
            render(&observation, Format::Text);
            observation.overlay();
        }
    }
}

#[test]
fn references_in_a_circle_end() {
    let body = recording(r#"{"a": {"a": {"a": 1}}}"#);
    for schemas in [
        json!({ "A": { "$ref": "#/components/schemas/A" } }),
        json!({ "A": { "$ref": "#/components/schemas/B" }, "B": { "$ref": "#/components/schemas/A" } }),
        json!({ "A": { "allOf": [{ "$ref": "#/components/schemas/A" }], "properties": { "a": { "$ref": "#/components/schemas/A" } } } }),
        json!({ "A": { "anyOf": [{ "$ref": "#/components/schemas/A" }, { "$ref": "#/components/schemas/A" }] } }),
        json!({ "A": { "allOf": vec![json!({ "$ref": "#/components/schemas/B" }); 40] }, "B": { "anyOf": vec![json!({ "$ref": "#/components/schemas/A" }); 40] } }),
        json!({ "A": { "oneOf": [{ "allOf": [{ "$ref": "#/components/schemas/A" }] }, { "type": "string" }] } }),
    ] {
        render(&observed(&description(&schemas), &body), Format::Text);
        render(
            &observed(&description(&schemas), &recording("null")),
            Format::Text,
        );
    }
}

#[test]
fn what_is_too_complex_is_counted() {
    // Each level of the value doubles the branches.
    let schemas = json!({ "A": { "oneOf": [
        { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } },
        { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } },
    ] } });
    let body = format!("{}1{}", r#"{"a": "#.repeat(100), "}".repeat(100));
    let observation = observed(&description(&schemas), &recording(&body));
    assert_eq!(observation.skipped.get(&Skip::TooComplex), Some(&1));
}

#[test]
fn deep_values_are_compared() {
    let schemas = json!({ "A": { "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } } });
    let body = format!("{}1{}", r#"{"a": "#.repeat(120), "}".repeat(120));
    let observation = observed(&description(&schemas), &recording(&body));
    let places: Vec<&str> = observation
        .rows
        .iter()
        .map(|row| row.place.as_str())
        .collect();
    assert_eq!(places, ["A.a"]);
}

#[test]
fn names_that_a_terminal_or_yaml_would_obey_are_escaped() {
    let name = "a\u{1b}[31m\n- target: $ # |`<b>";
    let schemas = json!({ "A": { "type": "object", "required": [name], "properties": { name: { "type": "string" } } } });
    let observation = observed(&description(&schemas), &recording("{}"));
    for format in [Format::Text, Format::Markdown, Format::Json] {
        let text = render(&observation, format);
        assert!(!text.contains('\u{1b}'), "{text}");
    }
    assert!(render(&observation, Format::Markdown).contains("<code>"));
    let observation = observed(
        &description(&schemas),
        &recording(&json!({ name: 1 }).to_string()),
    );
    let overlay = observation.overlay().unwrap();
    assert!(!overlay.contains('\u{1b}'), "{overlay}");
    assert!(
        overlay
            .contains(r"  # A.a\u{1b}[31m\n- target: $ # |`<b>: another type in 1 of 1 exchange"),
        "{overlay}"
    );
}
