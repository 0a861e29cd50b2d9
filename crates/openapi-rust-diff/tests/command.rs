//! The command `openapi-rust-diff`: exit codes, formats and errors.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

fn description(properties: &Value) -> String {
    let schema = json!({ "type": "object", "properties": properties });
    let content = json!({ "application/json": { "schema": schema } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": { "/books": { "get": {
            "operationId": "ListBook",
            "responses": { "200": { "description": "OK", "content": content } },
        } } },
    })
    .to_string()
}

/// Returns a folder with descriptions and with files that are not descriptions.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let old = description(&json!({ "title": { "type": "string" } }));
    for (name, text) in [
        ("marked.json", format!("\u{feff}{old}")),
        ("old.json", old),
        (
            "additive.json",
            description(&json!({ "title": { "type": "string" }, "pages": { "type": "integer" } })),
        ),
        (
            "breaking.json",
            description(&json!({ "title": { "type": "integer" } })),
        ),
        ("cut.json", "{\n  \"openapi\": ".to_owned()),
        ("other.json", "{ \"swagger\": \"2.0\" }".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    cargo_bin_cmd!("openapi-rust-diff")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_exit_code_is_the_verdict() {
    let folder = folder();
    for (new, code) in [
        ("old.json", 0),
        ("marked.json", 0),
        ("additive.json", 4),
        ("breaking.json", 5),
    ] {
        for format in ["text", "markdown", "json", "github", "html"] {
            let output = run(folder.path(), &["old.json", new, "--format", format]);
            assert_eq!(output.status.code(), Some(code), "{new}, {format}");
            assert!(!output.stdout.is_empty(), "{new}, {format}");
            assert!(output.stderr.is_empty(), "{new}, {format}");
        }
    }
}

#[test]
fn an_error_names_the_file() {
    let folder = folder();
    let not_a_description =
        "error: other.json is not an OpenAPI description: it has no text `openapi`\n";
    for (files, start) in [
        (
            ["old.json", "missing.json"],
            "error: missing.json cannot be read: ",
        ),
        (
            ["cut.json", "old.json"],
            "error: cut.json is not JSON: EOF while parsing a value at line 2 column 13\n",
        ),
        (["other.json", "old.json"], not_a_description),
        (["old.json", "other.json"], not_a_description),
    ] {
        let output = run(folder.path(), &files);
        assert_eq!(output.status.code(), Some(100), "{files:?}");
        assert!(output.stdout.is_empty(), "{files:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.starts_with(start), "{files:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{files:?}: {error}");
    }
}

#[test]
fn wrong_arguments_exit_with_100_and_help_with_0() {
    let folder = folder();
    for arguments in [
        &[][..],
        &["old.json"],
        &["old.json", "old.json", "old.json"],
        &["old.json", "old.json", "--format", "yaml"],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(100), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    let help = run(folder.path(), &["--help"]);
    assert_eq!(help.status.code(), Some(0));
    let help = String::from_utf8(help.stdout).unwrap();
    for part in [
        "<OLD> <NEW>",
        "--format",
        "markdown",
        "Exit codes: 0 no change, 4 changed, 5 breaking, 100 failed.",
    ] {
        assert!(help.contains(part), "{help}");
    }
}

#[test]
fn the_ending_of_a_report_chooses_its_format() {
    let folder = folder();
    for (name, start) in [
        ("report.html", "<!DOCTYPE html>"),
        ("report.HTM", "<!DOCTYPE html>"),
        ("report.md", "## What changes"),
        ("report.json", "{\n  \"verdict\": \"breaking\""),
        ("report.txt", "─────"),
    ] {
        let arguments = ["old.json", "breaking.json", "--report", name];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(5), "{name}");
        let report = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(
            report.starts_with(start) && !report.contains('\u{1b}'),
            "{report}"
        );
    }
    for name in ["report.pdf", "report"] {
        let arguments = ["old.json", "breaking.json", "--report", name];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(100), "{name}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(".html, .htm, .json, .md, .txt"), "{error}");
    }
}

#[test]
fn the_nearest_manifest_with_a_version_is_the_last_release() {
    let folder = folder();
    let package = folder.path().join("crates/shelf");
    fs::create_dir_all(&package).unwrap();
    fs::write(
        package.join("new.json"),
        fs::read(folder.path().join("breaking.json")).unwrap(),
    )
    .unwrap();
    let advice = || {
        let output = run(folder.path(), &["old.json", "crates/shelf/new.json"]);
        let output = String::from_utf8(output.stdout).unwrap();
        output.lines().last().unwrap().to_owned()
    };
    let generic = "1 breaking: asks for 0.(x+1).0, or from 1.0 on for (x+1).0.0";
    assert_eq!(advice(), generic);
    let workspace = "[workspace.package]\nversion = \"0.3.1\"\n";
    fs::write(folder.path().join("Cargo.toml"), workspace).unwrap();
    assert_eq!(advice(), "1 breaking: asks for version 0.4.0 after 0.3.1");
    for (package_manifest, expected) in [
        ("[package]\nversion.workspace = true\n", "0.4.0 after 0.3.1"),
        ("[package]\nversion = \"1.2.0\"\n", "2.0.0 after 1.2.0"),
        ("not TOML", "0.4.0 after 0.3.1"),
    ] {
        fs::write(package.join("Cargo.toml"), package_manifest).unwrap();
        assert_eq!(advice(), format!("1 breaking: asks for version {expected}"));
    }
}
