//! The lines of files that rows name.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use openapi_rust_diff::{DescriptionFile, Format, Options, compare, render};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn read(name: &str) -> DescriptionFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/places");
    DescriptionFile::parse(name, &fs::read(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn a_row_shows_its_line_in_json_and_in_yaml() {
    let (old, new) = (read("old.json"), read("new.yaml"));
    let mut comparison = compare(old.document(), new.document(), Options::default()).unwrap();
    comparison.locate_in_files(&old, &new);
    let text = render(&comparison, None, Format::Text);
    insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string());
}

#[test]
fn every_element_of_a_file_has_its_own_line() {
    let file = DescriptionFile::parse(
        "api.yaml",
        b"openapi: 3.0.3\nlist:\n- a\n- - b\n  - c: 1\n~/: &anchor\n  deep: { er: 2 }\nagain: *anchor\n",
    )
    .unwrap();
    let place = |pointer: &str| {
        let location = file.location(pointer).unwrap();
        (location.line, location.column)
    };
    for (pointer, expected) in [
        ("", (1, 1)),
        ("/openapi", (1, 1)),
        ("/list/0", (3, 3)),
        ("/list/1/1/c", (5, 5)),
        ("/~0~1/deep/er", (7, 11)),
        ("/again/deep", (8, 1)),
        ("/list/7/x", (2, 1)),
    ] {
        assert_eq!(place(pointer), expected, "{pointer}");
    }
}

#[test]
fn the_ending_or_else_the_first_character_chooses_the_syntax() {
    for (name, text, expected) in [
        ("a.yml", "openapi: 3.0.3\nresponses: { 200: x }", Ok(())),
        ("a.YAML", "openapi: '3.0.3'", Ok(())),
        ("/dev/fd/63", " {\"openapi\": \"3.0.3\"}", Ok(())),
        ("/dev/fd/63", "openapi: 3.0.3", Ok(())),
        (
            "a.json",
            "openapi: 3.0.3",
            Err("not JSON: expected value at line 1 column 1"),
        ),
        (
            "a.yaml",
            "a: [",
            Err("not YAML: did not find expected node content at line 2 column 1"),
        ),
    ] {
        let parsed = DescriptionFile::parse(name, text.as_bytes());
        let result = parsed.map(drop).map_err(|error| error.to_string());
        assert_eq!(result, expected.map_err(str::to_owned), "{name}: {text}");
    }
}

/// Collects the pointer and the key of each member.
fn members(pointer: &str, value: &Value, found: &mut Vec<(String, String)>) {
    for (key, member) in value.as_object().into_iter().flatten() {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{pointer}/{escaped}");
        found.push((pointer.clone(), key.clone()));
        members(&pointer, member, found);
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        members(&format!("{pointer}/{index}"), item, found);
    }
}

#[test]
fn the_place_of_a_member_is_that_of_its_key() {
    let base = include_bytes!("diff/base.json");
    let value: Value = serde_json::from_slice(base).unwrap();
    let mut found = Vec::new();
    members("", &value, &mut found);
    assert!(found.len() > 200);
    for (name, text, quote) in [
        ("a.json", String::from_utf8(base.to_vec()).unwrap(), "\""),
        ("b.json", value.to_string(), "\""),
        ("c.yaml", serde_yaml_ng::to_string(&value).unwrap(), ""),
    ] {
        let file = DescriptionFile::parse(name, text.as_bytes()).unwrap();
        for (pointer, key) in &found {
            let place = file.location(pointer).unwrap();
            let rest: String = place.text.chars().skip(place.caret - 1).collect();
            let rest = rest.trim_start_matches('\'');
            assert!(
                rest.starts_with(&format!("{quote}{key}")),
                "{name}{pointer}: {rest}"
            );
        }
    }
}
