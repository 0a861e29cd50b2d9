//! What a row contains, and what it never does.

use openapi_observe::{Format, Kind, Options, Recording, observe, render};
use serde_json::{Value, json};

use crate::{file, library, observed};

/// The differences of a response body, as kind and place.
fn differences(schema: &Value, body: &Value) -> Vec<(Kind, String)> {
    let description = json!({
        "openapi": "3.0.3",
        "paths": { "/v1/Thing": { "get": { "operationId": "FetchThing", "responses": { "default": { "content": {
            "application/json": { "schema": schema },
        } } } } } },
        "components": { "schemas": {
            "Base": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } },
            "Thing": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "properties": { "name": { "type": "string" } } }] },
            "Open": { "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "string" }] },
        } },
    });
    let entry = json!({
        "request": { "method": "get", "url": "http://127.0.0.1:1/v1/Thing/" },
        "response": { "status": 200, "content": { "text": body.to_string() } },
    });
    let bytes = json!({ "log": { "entries": [entry] } })
        .to_string()
        .into_bytes();
    let recording = Recording {
        name: "a.har",
        bytes: &bytes,
    };
    let observation = observe(&description, &[recording], &Options::default()).unwrap();
    let rows = observation
        .rows
        .into_iter()
        .map(|row| (row.kind, row.place));
    rows.collect()
}

#[test]
fn the_place_names_the_component_that_has_the_field() {
    let thing = json!({ "$ref": "#/components/schemas/Thing" });
    let list = json!({ "type": "object", "properties": { "things": { "type": "array", "items": thing } } });
    let place = |kind: Kind, place: &str| vec![(kind, place.to_owned())];
    for (schema, body, expected) in [
        (&thing, json!({ "id": "1" }), place(Kind::Type, "Base.id")),
        (
            &thing,
            json!({ "id": 1, "name": 1 }),
            place(Kind::Type, "Thing.name"),
        ),
        (
            &thing,
            json!({ "id": 1, "size": 1 }),
            place(Kind::UndocumentedField, "Thing.size"),
        ),
        (&thing, json!({}), place(Kind::MissingRequired, "Base.id")),
        (
            &list,
            json!({ "things": 1 }),
            place(Kind::Type, "FetchThing.things"),
        ),
        (
            &list,
            json!({ "things": [null] }),
            place(Kind::Null, "FetchThing.things[]"),
        ),
        (
            &list,
            json!({ "things": [{ "id": 1.5 }] }),
            place(Kind::Type, "Base.id"),
        ),
        (
            &list,
            json!({ "KS0123456789abcdef0123456789abcdef": 1 }),
            place(Kind::UndocumentedField, "FetchThing.{}"),
        ),
        (&list, json!([]), place(Kind::Type, "FetchThing")),
    ] {
        assert_eq!(differences(schema, &body), expected, "{body}");
    }
}

#[test]
fn a_value_that_its_schema_allows_has_no_row() {
    let open = json!({ "$ref": "#/components/schemas/Open" });
    for (schema, body) in [
        (json!({}), json!(null)),
        (json!({ "type": "object" }), json!({ "a": 1 })),
        (
            json!({ "type": "object", "additionalProperties": true, "properties": {} }),
            json!({ "a": 1 }),
        ),
        (json!({ "type": "number" }), json!(1)),
        (json!({ "type": "integer", "format": "int64" }), json!(1.0)),
        (json!({ "type": ["string", "null"] }), json!(null)),
        (
            json!({ "type": "string", "nullable": true, "allOf": [open] }),
            json!(null),
        ),
        (
            json!({ "type": "string", "format": "date-time", "pattern": "^2", "enum": ["a"] }),
            json!("REDACTED"),
        ),
        (
            json!({ "oneOf": [{ "type": "string" }, { "type": "null" }] }),
            json!(null),
        ),
        (
            json!({ "anyOf": [{ "type": "integer" }, { "$ref": "#/components/schemas/Thing" }] }),
            json!({ "id": 1, "name": "a" }),
        ),
        (json!({ "type": "string", "pattern": "(" }), json!("a")),
        (
            json!({ "type": "object", "required": ["a"], "properties": { "a": { "writeOnly": true } } }),
            json!({}),
        ),
        (open, json!("a")),
    ] {
        assert_eq!(differences(&schema, &body), [], "{schema}");
    }
}

#[test]
fn a_value_that_its_schema_does_not_allow_has_a_row() {
    let open = json!({ "$ref": "#/components/schemas/Open" });
    for (schema, body, kind) in [
        (json!({ "type": "string" }), json!(null), Kind::Null),
        (json!({ "allOf": [open] }), json!(null), Kind::Null),
        (json!({ "enum": ["a", 1] }), json!(2), Kind::EnumValue),
        (json!({ "type": "string" }), json!(0), Kind::Type),
        (json!({ "type": "integer" }), json!("REDACTED"), Kind::Type),
        (
            json!({ "oneOf": [{ "type": "string" }, { "type": "boolean" }] }),
            json!(1),
            Kind::Type,
        ),
        (open.clone(), json!(1), Kind::Type),
        (open, json!("b"), Kind::EnumValue),
        (
            json!({ "type": "string", "format": "date" }),
            json!(""),
            Kind::Format,
        ),
        (
            json!({ "type": "string", "pattern": "^\\d$" }),
            json!("12"),
            Kind::Pattern,
        ),
    ] {
        let found: Vec<Kind> = differences(&schema, &body)
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(found, [kind], "{schema}");
    }
}

/// Collects the texts of the bodies, the queries and the forms of a recording.
fn texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| self::texts(item, texts)),
        Value::Object(members) => members
            .values()
            .for_each(|member| self::texts(member, texts)),
        _ => {}
    }
}

#[test]
fn no_report_shows_a_value_of_the_traffic() {
    let observation = observed("every-kind", &Options::default());
    let recording: Value = serde_json::from_slice(&file("recordings/every-kind.har")).unwrap();
    let mut values = Vec::new();
    for entry in recording["log"]["entries"].as_array().unwrap() {
        let text = entry["response"]["content"]["text"]
            .as_str()
            .unwrap_or("null");
        texts(&serde_json::from_str(text).unwrap(), &mut values);
    }
    values.retain(|value| value.len() > 2);
    assert!(values.len() > 20);
    let reports =
        [Format::Text, Format::Markdown, Format::Json].map(|format| render(&observation, format));
    for value in values
        .iter()
        .filter(|value| !library().to_string().contains(value.as_str()))
    {
        assert!(
            !reports.iter().any(|report| report.contains(value.as_str())),
            "{value}"
        );
    }
}

#[test]
fn the_order_of_the_exchanges_changes_no_row() {
    let mut recording: Value = serde_json::from_slice(&file("recordings/every-kind.har")).unwrap();
    let rows = |recording: &Value| {
        let bytes = recording.to_string().into_bytes();
        let recording = Recording {
            name: "a.har",
            bytes: &bytes,
        };
        let observation = observe(&library(), &[recording], &Options::default()).unwrap();
        let rows = observation
            .rows
            .iter()
            .map(|row| (row.kind, row.place.clone(), row.seen, row.of));
        (rows.collect::<Vec<_>>(), observation.overlay())
    };
    let forwards = rows(&recording);
    recording["log"]["entries"]
        .as_array_mut()
        .unwrap()
        .reverse();
    assert_eq!(rows(&recording), forwards);
}

#[test]
fn an_absent_field_has_one_row() {
    let mut recording: Value = serde_json::from_slice(&file("recordings/mitmproxy.har")).unwrap();
    let entry = &mut recording["log"]["entries"][1];
    entry["response"]["content"]["text"] =
        json!(r#"{"sid": "BK0123456789abcdef0123456789abcdef"}"#);
    recording["log"]["entries"] = json!([entry.clone()]);
    let bytes = recording.to_string().into_bytes();
    let recording = Recording {
        name: "a.har",
        bytes: &bytes,
    };
    let observation = observe(&library(), &[recording], &Options::default()).unwrap();
    let required = observation
        .rows
        .iter()
        .find(|row| row.place == "Book.title");
    assert_eq!(required.map(|row| row.kind), Some(Kind::MissingRequired));
    let never_seen: Vec<&str> = observation
        .never_seen
        .iter()
        .map(|row| row.place.as_str())
        .collect();
    assert!(
        never_seen.contains(&"Book.shelf") && !never_seen.contains(&"Book.title"),
        "{never_seen:?}"
    );
}
