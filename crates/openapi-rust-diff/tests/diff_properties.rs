//! Properties of every comparison.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop the test"
)]

#[path = "../../../xtask/src/diff/own_types.rs"]
mod own_types;

use openapi_rust_diff::{Comparison, Format, compare, render};
use own_types::OPTIONS;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Collects the pointers to all values of a document.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let mut inside = |key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        pointers(value, &format!("{at}/{key}"), found);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| inside(key, value)),
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                inside(&index.to_string(), value);
            }
        }
        _ => {}
    }
}

const REFERENCES: [&str; 9] = [
    "#",
    "#/",
    "#/components/schemas/Book",
    "#/components/schemas/Loan",
    "#/components/schemas/Loop",
    "#/components/schemas/None",
    "#/components/parameters/ShelfSid",
    "#/info",
    "other.json",
];

const KEYS: [&str; 25] = [
    "type",
    "nullable",
    "enum",
    "required",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "additionalProperties",
    "$ref",
    "schema",
    "content",
    "parameters",
    "responses",
    "in",
    "name",
    "default",
    "format",
    "maximum",
    "operationId",
    "200",
    "x-a",
    "a",
];

const TEXTS: [&str; 13] = [
    "string",
    "integer",
    "object",
    "array",
    "query",
    "path",
    "header",
    "cookie",
    "ShelfSid",
    "a",
    "",
    "date",
    "\u{1b}[31m|`",
];

/// Values for any place, valid there or not.
fn parts() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        select(vec![0, 1, -1, 50, 9000]).prop_map(Value::from),
        select(&TEXTS[..]).prop_map(Value::from),
        select(&REFERENCES[..]).prop_map(|reference| json!({ "$ref": reference })),
        Just(json!({ "oneOf": [{ "$ref": "#/components/schemas/Loop" }, { "type": "string" }] })),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((select(&KEYS[..]), inner), 0..4).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value));
                Value::Object(members.collect())
            }),
        ]
    })
}

/// A change at any place of a document.
#[derive(Debug, Clone)]
enum Edit {
    Replace(Index, Value),
    Remove(Index),
    Insert(Index, String, Value),
    Copy(Index, Index),
}

fn edits() -> impl Strategy<Value = Edit> {
    let keys = select(vec![
        "a", "nullable", "$ref", "type", "enum", "required", "x-a", "schema", "oneOf", "security",
        "servers",
    ]);
    prop_oneof![
        (any::<Index>(), parts()).prop_map(|(at, part)| Edit::Replace(at, part)),
        any::<Index>().prop_map(Edit::Remove),
        (any::<Index>(), keys, parts()).prop_map(|(at, key, part)| Edit::Insert(
            at,
            key.to_owned(),
            part
        )),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Edit::Copy(from, to)),
    ]
}

fn edited(document: &Value, edit: &Edit) -> Value {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    // The document must stay a description.
    let all: Vec<String> = all
        .into_iter()
        .filter(|at| !at.is_empty() && at != "/openapi")
        .collect();
    let mut edited = document.clone();
    match edit {
        Edit::Replace(at, part) => {
            *edited.pointer_mut(at.get(&all[..]).as_str()).unwrap() = part.clone()
        }
        Edit::Copy(from, to) => {
            let part = document
                .pointer(from.get(&all[..]).as_str())
                .unwrap()
                .clone();
            *edited.pointer_mut(to.get(&all[..]).as_str()).unwrap() = part;
        }
        Edit::Insert(at, key, part) => match edited.pointer_mut(at.get(&all[..]).as_str()).unwrap()
        {
            Value::Object(members) => _ = members.insert(key.clone(), part.clone()),
            Value::Array(items) => items.push(part.clone()),
            _ => {}
        },
        Edit::Remove(at) => {
            let (parent, key) = at.get(&all[..]).rsplit_once('/').unwrap();
            let key = key.replace("~1", "/").replace("~0", "~");
            match edited.pointer_mut(parent).unwrap() {
                Value::Object(members) => _ = members.shift_remove(&key),
                Value::Array(items) => _ = items.remove(key.parse().unwrap()),
                _ => {}
            }
        }
    }
    edited
}

/// Returns a document with a fixed order of the lists whose order has no meaning.
fn normalized(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let mut value = normalized(value);
                let is_set = ["enum", "required", "parameters", "security"].contains(&key.as_str());
                if let (true, Value::Array(items)) = (is_set, &mut value) {
                    items.sort_by_key(Value::to_string);
                }
                (key.clone(), value)
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(normalized).collect()),
        other => other.clone(),
    }
}

fn difference(old: &Value, new: &Value) -> String {
    let (old, new) = (format!("{old:#}"), format!("{new:#}"));
    similar::TextDiff::from_lines(&old, &new)
        .unified_diff()
        .to_string()
}

fn both_ways(old: &Value, new: &Value) -> [Comparison; 2] {
    [
        compare(old, new, OPTIONS).unwrap(),
        compare(new, old, OPTIONS).unwrap(),
    ]
}

/// Checks that two different documents have rows in both directions, and that equal documents have none.
fn check(old: &Value, new: &Value) -> Result<(), TestCaseError> {
    prop_assert_eq!(compare(new, new, OPTIONS).unwrap().rows, vec![]);
    for comparison in both_ways(old, new) {
        let is_same = normalized(old) == normalized(new);
        prop_assert_eq!(
            comparison.rows.is_empty(),
            is_same,
            "{}",
            difference(old, new)
        );
        for format in [Format::Text, Format::Markdown, Format::Json] {
            render(&comparison, None, format);
        }
    }
    Ok(())
}

/// Returns the configuration with this number of cases. PROPTEST_CASES overrides it.
fn cases(cases: u32) -> ProptestConfig {
    let configured = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: configured.map_or(cases, |configured| configured.parse().unwrap()),
        failure_persistence: None,
        ..Default::default()
    }
}

#[test]
fn nothing_is_lost_and_nothing_is_made_up() {
    let base = read("tests/diff/base.json");
    proptest!(cases(100), |(first in edits(), second in edits())| {
        let once = edited(&base, &first);
        let twice = edited(&once, &second);
        check(&base, &once)?;
        check(&once, &twice)?;
    });
}

#[test]
fn nothing_of_the_real_description_is_lost() {
    let base = read("../../openapi/twilio-proxy.json");
    proptest!(cases(16), |(edit in edits())| {
        check(&base, &edited(&base, &edit))?;
    });
}

#[test]
fn any_json_is_compared_or_refused() {
    proptest!(cases(256), |(mut old in parts(), mut new in parts())| {
        let _ = compare(&old, &new, OPTIONS);
        for document in [&mut old, &mut new] {
            if let Value::Object(members) = document {
                members.insert("openapi".to_owned(), "3.0.3".into());
            }
        }
        let _ = compare(&old, &new, OPTIONS);
    });
}

/// Returns the base with more components. One property refers to the first of them.
fn with_components(components: Vec<(String, Value)>) -> Value {
    let mut document = read("tests/diff/base.json");
    let reference = json!({ "$ref": format!("#/components/schemas/{}", components[0].0) });
    let schemas = document
        .pointer_mut("/components/schemas")
        .unwrap()
        .as_object_mut()
        .unwrap();
    schemas.extend(components);
    *document
        .pointer_mut("/components/schemas/Book/properties/title")
        .unwrap() = reference;
    document
}

fn reference(name: impl std::fmt::Display) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[test]
fn references_that_go_round_come_to_an_end() {
    let base = read("tests/diff/base.json");
    let pair = |one: Value, other: Value| {
        with_components(vec![("One".to_owned(), one), ("Other".to_owned(), other)])
    };
    let twice = |key: &str, name: &str| json!({ key: [reference(name), reference(name)] });
    for document in [
        pair(reference("Other"), reference("One")),
        pair(reference("One"), reference("One")),
        pair(
            json!({ "allOf": [reference("Other")] }),
            json!({ "allOf": [reference("One")] }),
        ),
        pair(twice("oneOf", "Other"), twice("oneOf", "One")),
        pair(twice("anyOf", "Other"), twice("allOf", "One")),
        pair(
            json!({ "type": "array", "items": reference("One") }),
            json!({ "not": reference("Other") }),
        ),
    ] {
        check(&base, &document).unwrap();
    }
}

#[test]
fn a_long_chain_of_references_comes_to_an_end() {
    let base = read("tests/diff/base.json");
    let chain = |length: usize| {
        let link = |number: usize| {
            let next = json!({ "type": "object", "properties": { "next": reference(format!("Link{}", number + 1)) } });
            (format!("Link{number}"), next)
        };
        with_components((0..length).map(link).collect())
    };
    assert!(
        !compare(&base, &chain(3000), OPTIONS)
            .unwrap()
            .rows
            .is_empty()
    );
    assert!(
        !compare(&chain(2999), &chain(3000), OPTIONS)
            .unwrap()
            .rows
            .is_empty()
    );
}
