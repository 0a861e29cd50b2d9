//! `cargo xtask observe` as a person or a program meets it: exit codes, formats, the overlay.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop the test"
)]

#[path = "program/outcome.rs"]
mod outcome;

use outcome::{Outcome, xtask};
use pages_to_openapi::overlay::Overlay;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A file of the tests of `openapi-observe`.
fn fixture(name: &str) -> PathBuf {
    let tests = "../crates/openapi-observe/tests";
    Path::new(env!("CARGO_MANIFEST_DIR")).join(tests).join(name)
}

/// A folder with a description and the recording of a name.
fn folder(recording: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("library.json"), folder.path().join("library.json")).unwrap();
    let recording = fixture("recordings").join(recording);
    fs::copy(recording, folder.path().join("recorded.har")).unwrap();
    folder
}

fn observe(folder: &Path, description: &str, arguments: &[&str]) -> Outcome {
    let fixed = ["observe", "recorded.har", "--description", description];
    xtask(folder, &[&fixed, arguments].concat())
}

/// The kinds and places of the rows that are differences.
fn rows(outcome: &Outcome) -> Vec<(String, String)> {
    let rows: Vec<Value> = serde_json::from_str(&outcome.stdout).unwrap();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let rows = rows
        .iter()
        .map(|row| (text(row, "kind"), text(row, "where")));
    rows.filter(|(kind, _)| kind != "never-seen").collect()
}

#[test]
fn the_overlay_makes_the_description_agree() {
    for (recording, left) in [
        // Its value is not a short word.
        ("every-kind.har", vec![("enum-value", "Book.binding")]),
        ("browser.har", vec![]),
        ("mitmproxy.har", vec![]),
    ] {
        let folder = folder(recording);
        let arguments = ["--format", "json", "--overlay", "observed.yaml"];
        let first = observe(folder.path(), "library.json", &arguments);
        assert_eq!(first.code, Some(4), "{}", first.stderr);
        assert!(!rows(&first).is_empty());

        let overlay = fs::read(folder.path().join("observed.yaml")).unwrap();
        let overlay = Overlay::read("observed.yaml", &overlay).unwrap();
        let description = fs::read(folder.path().join("library.json")).unwrap();
        let mut description: Value = serde_json::from_slice(&description).unwrap();
        assert_eq!(overlay.apply(&mut description, None), []);
        fs::write(folder.path().join("agreed.json"), description.to_string()).unwrap();

        let second = observe(folder.path(), "agreed.json", &["--format", "json"]);
        let left: Vec<_> = left
            .iter()
            .map(|(kind, place)| (kind.to_string(), place.to_string()))
            .collect();
        assert_eq!(rows(&second), left, "{recording}");
        assert_eq!(second.code, Some(if left.is_empty() { 0 } else { 4 }));
    }
}

#[test]
fn a_description_that_agrees_needs_no_overlay() {
    let folder = folder("mitmproxy.har");
    fs::write(
        folder.path().join("recorded.har"),
        r#"{"log": {"entries": []}}"#,
    )
    .unwrap();
    let outcome = observe(
        folder.path(),
        "library.json",
        &["--overlay", "observed.yaml"],
    );
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, "no difference in 0 exchanges\n");
    insta::assert_snapshot!(outcome.stderr, @"no overlay is written: the description needs no change");
    assert!(!folder.path().join("observed.yaml").exists());
}

#[test]
fn another_host_is_compared_on_request() {
    let folder = folder("mitmproxy.har");
    for (host, skipped) in [
        ("us.library.example:443", false),
        ("us.library.example:8443", true),
    ] {
        let outcome = observe(folder.path(), "library.json", &["--host", host]);
        assert_eq!(outcome.stdout.contains("other host (1)"), skipped, "{host}");
    }
    let outcome = observe(
        folder.path(),
        "library.json",
        &["--host", "https://us.library.example"],
    );
    assert_eq!(outcome.code, Some(100));
}

#[test]
fn counts_of_skipped_exchanges_are_printed_beside_json() {
    let folder = folder("browser.har");
    let outcome = observe(folder.path(), "library.json", &["--format", "json"]);
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_with_its_place() {
    let folder = folder("mitmproxy.har");
    let mut text = String::new();
    for (name, content) in [
        ("cut.har", "{\"log\": {\n  \"entries\": ["),
        ("other.har", "{\"log\": []}"),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
        let outcome = xtask(folder.path(), &["observe", name]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
        text.push_str(&outcome.stderr);
    }
    for description in ["none.json", "recorded.har"] {
        let outcome = observe(folder.path(), description, &[]);
        assert_eq!(outcome.code, Some(100));
        text.push_str(&outcome.stderr);
    }
    let text: Vec<&str> = text.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(text.join("\n"));
}
