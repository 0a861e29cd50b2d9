//! `cargo xtask diff` as a person or a program meets it: repositories, exit codes, formats.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "program/outcome.rs"]
mod outcome;
#[path = "program/repository.rs"]
mod repository;

use outcome::{Outcome, xtask};
use repository::{commit, git, write};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const FILE: &str = "openapi/twilio-proxy.json";

/// A description with one operation, of which the answer has these properties.
fn description(properties: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": { "/v1/Books": { "get": { "operationId": "ListBook", "responses": { "200": {
            "description": "OK",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Book" } } },
        } } } } },
        "components": { "schemas": { "Book": { "type": "object", "properties": properties } } },
    })
}

fn released() -> Value {
    description(&json!({ "title": { "type": "string" } }))
}

fn grown() -> Value {
    description(&json!({ "title": { "type": "string" }, "pages": { "type": "integer" } }))
}

fn broken() -> Value {
    description(&json!({ "title": { "type": "integer" } }))
}

fn diff(folder: &Path, arguments: &[&str]) -> Outcome {
    xtask(folder, &[&["diff"], arguments].concat())
}

fn manifest(version: &str) -> String {
    format!("[workspace]\n\n[workspace.package]\nversion = \"{version}\"\n")
}

/// A repository with a description, released as 0.1.0.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    write(folder.path(), FILE, released().to_string());
    write(folder.path(), "Cargo.toml", manifest("0.1.0"));
    commit(folder.path());
    git(folder.path(), &["tag", "v0.1.0"]);
    folder
}

/// A folder with some descriptions in it.
fn files() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in [
        ("old", released()),
        ("grown", grown()),
        ("broken", broken()),
    ] {
        write(folder.path(), &format!("{name}.json"), document.to_string());
    }
    folder
}

#[test]
fn an_exit_code_says_what_a_change_comes_to() {
    let folder = files();
    let marked = format!("\u{feff}{}", released());
    write(folder.path(), "marked.json", marked);
    for (new, code) in [
        ("old.json", 0),
        ("grown.json", 4),
        ("broken.json", 5),
        ("none.json", 100),
        ("marked.json", 0),
        ("--nothing", 100),
    ] {
        let outcome = diff(folder.path(), &["old.json", new]);
        assert_eq!((new, outcome.code), (new, Some(code)), "{}", outcome.stderr);
        assert_eq!(outcome.stderr.is_empty(), code != 100);
        assert_eq!(outcome.stdout.is_empty(), code == 100);
    }
}

#[test]
fn a_change_is_told_in_three_formats() {
    let folder = files();
    for format in ["text", "markdown", "json"] {
        let outcome = diff(
            folder.path(),
            &["grown.json", "broken.json", "--format", format],
        );
        insta::assert_snapshot!(format!("in {format}"), outcome.stdout);
    }
}

#[test]
fn colours_are_for_a_terminal() {
    let folder = files();
    let arguments = ["diff", "old.json", "broken.json"];
    assert!(!xtask(folder.path(), &arguments).stdout.contains('\u{1b}'));
    let forced = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("CLICOLOR_FORCE", "1")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(forced.stdout.contains(&0x1b));
}

#[test]
fn the_base_is_the_last_release_else_the_last_commit() {
    let folder = repository();
    let path = folder.path();
    assert_eq!(diff(path, &[]).code, Some(0));
    write(path, FILE, grown().to_string());
    commit(path);
    let since_release = diff(path, &["--format", "json"]);
    assert_eq!(since_release.code, Some(4));
    let told: Value = serde_json::from_str(&since_release.stdout).unwrap();
    let versions = ["release", "version"].map(|key| told.get(key).unwrap().as_str().unwrap());
    assert_eq!(versions, ["0.1.0", "0.1.1"]);
    assert_eq!(diff(path, &["--base", "HEAD"]).code, Some(0));
    assert_eq!(diff(path, &["--base", "HEAD~1"]).code, Some(4));

    git(path, &["tag", "--delete", "v0.1.0"]);
    assert_eq!(diff(path, &[]).code, Some(0));
    write(path, FILE, released().to_string());
    assert_eq!(diff(path, &[]).code, Some(5));
}

#[test]
fn the_newest_release_counts_and_other_tags_do_not() {
    let folder = repository();
    let path = folder.path();
    write(path, FILE, broken().to_string());
    commit(path);
    for tag in ["v0.10.0", "v0.9.0", "vnext", "archive"] {
        git(path, &["tag", tag]);
    }
    write(path, FILE, released().to_string());
    let outcome = diff(path, &[]);
    assert_eq!(outcome.code, Some(5));
    assert!(
        outcome
            .stdout
            .ends_with("asks for version 0.11.0 after 0.10.0\n"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn a_folder_below_the_root_is_as_good_as_the_root() {
    let folder = repository();
    assert_eq!(diff(&folder.path().join("openapi"), &[]).code, Some(0));
}

#[test]
fn a_fault_is_told_with_its_place_and_its_cure() {
    let folder = repository();
    let path = folder.path();
    write(
        path,
        "broken.json",
        "{\n  \"openapi\": \"3.0.3\",\n  \"paths\": {\n}\n",
    );
    write(path, "none.json", "{\"swagger\": \"2.0\"}");
    write(path, "old.json", released().to_string());
    let nowhere = tempfile::tempdir().unwrap();
    let mut told = String::new();
    for (folder, arguments) in [
        (nowhere.path(), vec![]),
        (path, vec!["--base", "nothing"]),
        (path, vec!["old.json", "missing.json"]),
        (path, vec!["old.json", "broken.json"]),
        (path, vec!["none.json", "old.json"]),
        (path, vec!["old.json", "none.json"]),
    ] {
        let outcome = diff(folder, &arguments);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(100), ""),
            "{arguments:?}"
        );
        told.push_str(&format!(
            "$ cargo xtask diff {}\n{}",
            arguments.join(" "),
            outcome.stderr
        ));
    }
    git(path, &["rm", "--quiet", "--cached", FILE]);
    git(path, &["commit", "--quiet", "--message", "a"]);
    let missing = diff(path, &["--base", "HEAD"]);
    assert_eq!(missing.code, Some(100));
    told.push_str(&format!(
        "$ cargo xtask diff --base HEAD\n{}",
        missing.stderr
    ));
    insta::assert_snapshot!(told);
}

#[test]
fn a_repository_without_a_commit_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    write(folder.path(), FILE, released().to_string());
    let outcome = diff(folder.path(), &[]);
    assert_eq!(outcome.code, Some(100));
    assert!(
        outcome.stderr.contains("knows no revision \"HEAD\""),
        "{}",
        outcome.stderr
    );
    assert_eq!(diff(folder.path(), &["--gate"]).code, Some(0));
}

#[test]
fn the_gate_asks_for_a_version_where_the_description_broke() {
    let folder = repository();
    let path = folder.path();
    let gate = |version: &str| {
        write(path, "Cargo.toml", manifest(version));
        diff(path, &["--gate"])
    };
    assert_eq!(gate("0.1.0").code, Some(0));
    write(path, FILE, grown().to_string());
    assert_eq!(gate("0.1.0").code, Some(0));
    write(path, FILE, broken().to_string());
    for version in ["0.1.0", "0.1.9"] {
        assert_eq!(gate(version).code, Some(5), "{version}");
    }
    for version in ["0.2.0-rc.1", "0.2.0", "0.3.1", "1.0.0"] {
        assert_eq!(gate(version).code, Some(0), "{version}");
    }
    // However its owner has lists shown.
    git(path, &["tag", "v0.0.9"]);
    git(path, &["config", "column.ui", "always"]);
    let refused = gate("0.1.1");
    insta::assert_snapshot!(format!("{}\n{}", refused.stdout, refused.stderr));
    assert_eq!(gate("none").code, Some(100));
}

#[test]
fn the_gate_is_open_where_nothing_was_released() {
    let folder = repository();
    let path = folder.path();
    write(path, FILE, broken().to_string());
    git(path, &["tag", "--delete", "v0.1.0"]);
    let without_tag = diff(path, &["--gate"]);
    assert_eq!(without_tag.code, Some(0));
    let nowhere = tempfile::tempdir().unwrap();
    let without_repository = diff(nowhere.path(), &["--gate"]);
    assert_eq!(without_repository.code, Some(0));
    git(path, &["rm", "--quiet", "--cached", FILE]);
    git(path, &["commit", "--quiet", "--message", "a"]);
    git(path, &["tag", "v0.0.1"]);
    let without_file = diff(path, &["--gate"]);
    assert_eq!(without_file.code, Some(0));
    let told = [without_tag, without_repository, without_file].map(|outcome| outcome.stdout);
    insta::assert_snapshot!(told.concat());
}

#[test]
fn the_gate_is_shut_where_nobody_can_tell_what_was_released() {
    let folder = repository();
    write(folder.path(), "another", "a");
    commit(folder.path());
    let clone = tempfile::tempdir().unwrap();
    let source = format!("file://{}", folder.path().display());
    git(
        clone.path(),
        &[
            "clone",
            "--quiet",
            "--depth=1",
            "--no-tags",
            &source,
            "clone",
        ],
    );
    let outcome = diff(&clone.path().join("clone"), &["--gate"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
    assert!(
        outcome.stderr.contains("git fetch --unshallow --tags"),
        "{}",
        outcome.stderr
    );
}

const PAGE: &str = "List Widget\n\nGET https://api.example.com/v1/Widgets\n\nRequest Params\n\n\
    | Key | Datatype | Required | Description |\n| Colour | string | false | A colour. |\n";

#[test]
fn a_description_that_is_rewritten_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let spec = |arguments: &[&str]| {
        let common = ["spec", "--pages", "list.txt", "--output", "api.json"];
        let outcome = xtask(path, &[&common, arguments].concat());
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        outcome.stdout
    };
    write(path, "list.txt", PAGE);
    assert_eq!(spec(&["--report", "first.md"]), "");
    assert_eq!(spec(&["--report", "same.md"]), "");
    write(
        path,
        "list.txt",
        PAGE.replace("| Colour | string | false", "| Colour | number | true"),
    );
    let table = spec(&["--report", "report.md"]);
    let read = |name: &str| fs::read_to_string(path.join(name)).unwrap();
    let reports = ["first.md", "same.md", "report.md"].map(read);
    insta::assert_snapshot!(format!("{table}\n{}", reports.join("\n")));

    write(path, "list.txt", PAGE);
    let told: Value = serde_json::from_str(&spec(&["--format", "json"])).unwrap();
    assert_eq!(told.get("verdict"), Some(&Value::from("breaking")));
}

#[test]
fn a_report_that_cannot_be_written_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "list.txt", PAGE);
    let arguments = [
        "spec",
        "--pages",
        "list.txt",
        "--output",
        "api.json",
        "--report",
        "none/a.md",
    ];
    let outcome = xtask(folder.path(), &arguments);
    assert_eq!(outcome.code, Some(100));
    assert!(outcome.stderr.contains("none/a.md"), "{}", outcome.stderr);
}

#[test]
fn who_has_read_enough_stops_nothing() {
    let folder = files();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["diff", "old.json", "broken.json"])
        .current_dir(folder.path())
        .stdout(writer)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), told.as_str()), (Some(5), ""));
}
