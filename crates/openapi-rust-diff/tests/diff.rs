//! The consequences of each kind of change: one small patch to one description for each case, in both directions.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "../../../xtask/src/diff/own_types.rs"]
mod own_types;

use openapi_rust_diff::{Format, Options, RequiredVersion, Verdict, compare, render};
use own_types::OPTIONS;
use semver::Version;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Returns the rows of a comparison as text, two lines for each.
fn rows(old: &Value, new: &Value, options: Options) -> String {
    let comparison = compare(old, new, options).unwrap();
    let rows = comparison.rows.iter().map(|row| {
        format!(
            "{} | {} | {}\n    {}\n",
            row.verdict, row.place, row.change, row.meaning
        )
    });
    let surface = match comparison.touches_signatures() {
        true => "differ",
        false => "are the same",
    };
    let rows: String = rows.collect();
    format!("{rows}public names and signatures {surface}\n")
}

#[test]
fn every_kind_of_change_has_its_verdict() {
    let base = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/base.json"));
    insta::glob!("diff/patches/*.json", |path| {
        let mut patched = base.clone();
        let patch: json_patch::Patch = serde_json::from_value(read(path)).unwrap();
        json_patch::patch(&mut patched, &patch).unwrap();
        let forth = rows(&base, &patched, OPTIONS);
        let back = rows(&patched, &base, OPTIONS);
        insta::assert_snapshot!(format!("{forth}\nand back:\n{back}"));
    });
}

/// Returns a description with a callback: the API sends `Event`, and the application responds with `Reply`.
fn with_callback(event: &Value, reply: &Value) -> Value {
    let content = |name: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({ "application/json": { "schema": schema } })
    };
    let request = json!({
        "requestBody": { "content": content("Event") },
        "responses": { "200": { "description": "OK", "content": content("Reply") } },
    });
    json!({
        "openapi": "3.0.3",
        "paths": { "/hooks": { "post": {
            "operationId": "CreateHook",
            "responses": { "204": { "description": "Created" } },
            "callbacks": { "changed": { "{$request.body#/Url}": { "post": request } } },
        } } },
        "components": { "schemas": { "Event": event, "Reply": reply } },
    })
}

#[test]
fn a_callback_is_judged_by_who_sends_it() {
    let object = |length: u64| {
        let properties = json!({ "Name": { "type": "string", "maxLength": length } });
        json!({ "type": "object", "properties": properties })
    };
    let (long, short) = (object(34), object(20));
    let base = with_callback(&long, &long);
    let verdicts = |new: &Value| -> Vec<_> {
        let comparison = compare(&base, new, Options::default()).unwrap();
        let rows = comparison.rows.iter();
        rows.map(|row| row.verdict).collect()
    };
    // A shorter text that the application receives is allowed before, too. One that it sends is refused.
    let received = verdicts(&with_callback(&short, &long));
    assert_eq!(received, [Verdict::Neutral]);
    let sent = verdicts(&with_callback(&long, &short));
    assert_eq!(sent, [Verdict::Breaking]);
}

#[test]
fn the_documentation_of_a_callback_changes_nothing() {
    let object = json!({ "type": "object" });
    let base = with_callback(&object, &object);
    let mut documented = base.clone();
    let callbacks = documented.pointer_mut("/paths").unwrap();
    describe_operations(callbacks);
    assert_ne!(documented, base);
    let comparison = compare(&base, &documented, Options::default()).unwrap();
    let verdicts: Vec<_> = comparison.rows.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Verdict::Neutral]);
}

/// Adds a summary to each operation of a callback.
fn describe_operations(value: &mut Value) {
    for (key, member) in value.as_object_mut().into_iter().flatten() {
        if key == "callbacks" {
            for callback in member.as_object_mut().unwrap().values_mut() {
                for item in callback.as_object_mut().unwrap().values_mut() {
                    let post = item.pointer_mut("/post").unwrap().as_object_mut().unwrap();
                    post.insert("summary".to_owned(), json!("What happened"));
                }
            }
        } else {
            describe_operations(member);
        }
    }
}

/// Returns a description of one operation with one parameter.
fn with_parameter(operation: &str, location: &str, name: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "paths": { "/books/{Id}": { "get": {
            "operationId": operation,
            "parameters": [{ "in": location, "name": name, "schema": { "type": "string" } }],
        } } },
    })
}

#[test]
fn an_operation_id_may_contain_any_text() {
    let empty = json!({ "openapi": "3.0.3", "paths": {} });
    let old = with_parameter("List, path of books", "query", "pageSize");
    insta::assert_snapshot!(rows(&empty, &old, OPTIONS), @r"
    additive | List, path of books | operation added
        new method `list_path_of_books`
    public names and signatures differ
    ");
    let new = with_parameter("List, path of books", "query", "page_size");
    insta::assert_snapshot!(rows(&old, &new, OPTIONS), @r"
    breaking | List, path of books, query page_size | renamed `pageSize` → `page_size`
        the setter stays, and the API is sent another name
    public names and signatures are the same
    ");
}

/// Returns a description with one component, which a response uses in a field.
fn with_component(schema: &Value) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    json!({
        "openapi": "3.0.3",
        "paths": { "/books": { "get": { "operationId": "ListBook", "responses": { "200": {
            "content": { "application/json": { "schema": reference("Book") } },
        } } } } },
        "components": { "schemas": {
            "Book": {
                "type": "object",
                "required": ["sid"],
                "properties": { "sid": reference("BookSid") },
            },
            "BookSid": schema,
        } },
    })
}

#[test]
fn own_types_are_an_option() {
    let old = with_component(&json!({ "type": "string", "pattern": "^BK[0-9a-fA-F]{32}$" }));
    let new = with_component(&json!({ "type": "string" }));
    insta::assert_snapshot!(rows(&old, &new, Options::default()), @r"
    breaking | BookSid | pattern ^BK[0-9a-fA-F]{32}$ removed
        `BookSid` becomes `struct BookSid(String)` (was `{checked text}`)
    public names and signatures differ
    ");
    insta::assert_snapshot!(rows(&old, &new, OPTIONS), @r"
    breaking | BookSid | pattern ^BK[0-9a-fA-F]{32}$ removed
        `BookSid` becomes `struct BookSid(String)` (was `sid::BookSid`)
    public names and signatures differ
    ");
}

#[test]
fn a_verdict_requires_the_version_that_cargo_defines_for_it() {
    let mut table = String::new();
    for release in ["0.0.3", "0.4.2", "1.4.2", "0.5.0-rc.1"] {
        let release: Version = release.parse().unwrap();
        let next = |verdict| RequiredVersion::after(&release, verdict).version;
        table.push_str(&format!(
            "{release}: breaking {}, additive {}, neutral {}, none {}\n",
            next(Some(Verdict::Breaking)),
            next(Some(Verdict::Additive)),
            next(Some(Verdict::Neutral)),
            next(None),
        ));
    }
    insta::assert_snapshot!(table, @r"
    0.0.3: breaking 0.0.4, additive 0.0.4, neutral 0.0.3, none 0.0.3
    0.4.2: breaking 0.5.0, additive 0.4.3, neutral 0.4.2, none 0.4.2
    1.4.2: breaking 2.0.0, additive 1.5.0, neutral 1.4.2, none 1.4.2
    0.5.0-rc.1: breaking 0.5.0, additive 0.5.0, neutral 0.5.0, none 0.5.0-rc.1
    ");
}

/// A description with one schema, of an answer.
fn description(properties: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": { "/Books": { "get": { "operationId": "ListBook", "responses": { "200": {
            "description": "OK",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Book" } } },
        } } } } },
        "components": { "schemas": { "Book": { "type": "object", "properties": properties } } },
    })
}

#[test]
fn names_of_any_length_fit_into_a_table() {
    let text = json!({ "type": "string" });
    for name in ["x", "x y ", "字", "é.", "`|", "Aa"] {
        for length in [1_000, 32_768, 65_000, 65_536] {
            let name = name.repeat(length / name.chars().count());
            let [long, short] = [&name, "a"].map(|name| description(&json!({ name: text })));
            let none = description(&json!({}));
            for (old, new) in [(&none, &long), (&long, &none), (&short, &long)] {
                let comparison = compare(old, new, OPTIONS).unwrap();
                for format in [Format::Text, Format::Markdown] {
                    let table = render(&comparison, None, format);
                    assert!(table.contains('…') && table.len() < 20_000, "{table}");
                }
                // The format for programs has the whole name.
                let all: Value =
                    serde_json::from_str(&render(&comparison, None, Format::Json)).unwrap();
                assert!(all.to_string().contains(&name));
            }
        }
    }
}

#[test]
fn thousands_of_values_are_a_row_each() {
    let books = |start: usize| {
        let values: Vec<String> = (start..start + 20_000).map(|n| format!("v{n}")).collect();
        description(&json!({ "colour": { "type": "string", "enum": values } }))
    };
    // Half of them stay.
    let comparison = compare(&books(0), &books(10_000), OPTIONS).unwrap();
    assert_eq!(comparison.rows.len(), 20_000);
    let table = render(&comparison, None, Format::Markdown);
    assert_eq!(
        table.lines().filter(|line| line.starts_with('|')).count(),
        20_002
    );
    let table = render(&comparison, None, Format::Text);
    assert_eq!(table.matches("enum value `").count(), 20_000);
}
