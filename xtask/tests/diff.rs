//! What a change means, a case a kind of change: a small patch to one description, there and back.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use semver::Version;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use xtask::diff::{Asked, Format, Verdict, compare, told};

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The table of a change, and what it claims of the generated client's surface.
fn table(old: &Value, new: &Value) -> String {
    let comparison = compare(old, new).unwrap();
    let surface = match comparison.touches_signatures() {
        true => "differ",
        false => "are the same",
    };
    let table = told(&comparison, None, Format::Text);
    let plain = anstream::adapter::strip_str(&table);
    format!("{plain}public names and signatures {surface}\n")
}

#[test]
fn every_kind_of_change_has_its_verdict() {
    let base = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/base.json"));
    insta::glob!("diff/patches/*.json", |path| {
        let mut patched = base.clone();
        let patch: json_patch::Patch = serde_json::from_value(read(path)).unwrap();
        json_patch::patch(&mut patched, &patch).unwrap();
        let (there, back) = (table(&base, &patched), table(&patched, &base));
        insta::assert_snapshot!(format!("{there}\nand back:\n{back}"));
    });
}

#[test]
fn a_verdict_asks_for_the_version_that_cargo_takes_for_it() {
    let mut told = String::new();
    for release in ["0.0.3", "0.4.2", "1.4.2", "0.5.0-rc.1"] {
        let release: Version = release.parse().unwrap();
        let next = |verdict| Asked::after(&release, verdict).version;
        told.push_str(&format!(
            "{release}: breaking {}, additive {}, neutral {}, none {}\n",
            next(Some(Verdict::Breaking)),
            next(Some(Verdict::Additive)),
            next(Some(Verdict::Neutral)),
            next(None),
        ));
    }
    insta::assert_snapshot!(told, @r"
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
                let comparison = compare(old, new).unwrap();
                for format in [Format::Text, Format::Markdown] {
                    let table = told(&comparison, None, format);
                    assert!(table.contains('…') && table.len() < 20_000, "{table}");
                }
                // The format for programs has the whole name.
                let all: Value =
                    serde_json::from_str(&told(&comparison, None, Format::Json)).unwrap();
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
    let comparison = compare(&books(0), &books(10_000)).unwrap();
    assert_eq!(comparison.rows.len(), 20_000);
    let table = told(&comparison, None, Format::Markdown);
    assert_eq!(
        table.lines().filter(|line| line.starts_with('|')).count(),
        20_002
    );
    let table = told(&comparison, None, Format::Text);
    assert_eq!(table.matches("enum value `").count(), 20_000);
}
