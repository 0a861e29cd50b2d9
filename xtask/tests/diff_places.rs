//! The places of `cargo xtask diff`: lines of pages, actions of overlays, and lines of the description.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "program/outcome.rs"]
mod outcome;
#[path = "program/repository.rs"]
mod repository;
#[cfg(unix)]
#[path = "program/workflow.rs"]
mod workflow;

use outcome::{Outcome, xtask};
use repository::{commit, git, write};
use std::path::Path;
use tempfile::TempDir;

const LIST: &str = "openapi/pages/list.txt";
const FETCH: &str = "openapi/pages/fetch.txt";
const OVERLAY: &str = "openapi/overlays/10-api.yaml";

const LIST_PAGE: &str = r#"List Widget

GET https://api.example.com/v1/Widgets

Request Params

| Key | Datatype | Required | Description |
| Colour | string | false | A colour. |
| Size | integer | false | A size. |

RESPONSES

status: OK

{"name": "a", "weight": 3}
"#;

const FETCH_PAGE: &str = r#"Fetch Widget

GET https://api.example.com/v1/Widgets/:Name

RESPONSES

status: OK

{"name": "a", "weight": 3}
"#;

const ACTIONS: &str = r#"overlay: 1.0.0
info: { title: facts, version: "1" }
actions:
  - target: $.info
    update: { title: Widgets }
  - target: $.paths['/v1/Widgets'].get.parameters[?@.name=='Size'].schema
    update: { maximum: 10 }
"#;

/// A repository with two pages, an overlay and the description that they give.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "--quiet"]);
    write(path, LIST, LIST_PAGE);
    write(path, FETCH, FETCH_PAGE);
    write(path, OVERLAY, ACTIONS);
    describe(path);
    commit(path);
    folder
}

/// Writes the description.
fn describe(folder: &Path) {
    let arguments = [
        "spec",
        "--pages",
        "openapi/pages",
        "--overlay",
        "openapi/overlays",
        "--output",
        "openapi/twilio-proxy.json",
    ];
    let outcome = xtask(folder, &arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
}

fn diff(folder: &Path, arguments: &[&str]) -> Outcome {
    xtask(folder, &[&["diff"], arguments].concat())
}

/// Replaces a text that a file has.
fn edit(folder: &Path, name: &str, (from, to): (&str, &str)) {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(text.contains(from), "{name}: {from}");
    write(folder, name, text.replace(from, to));
}

#[test]
fn a_row_names_the_line_of_a_page_or_of_an_overlay() {
    let folder = repository();
    let path = folder.path();
    edit(path, LIST, ("| Colour | string", "| Colour | integer"));
    // Both pages state the field. The row names the one that changed.
    edit(
        path,
        FETCH,
        ("\"weight\": 3", "\"weight\": 3, \"length\": 2"),
    );
    edit(path, OVERLAY, ("maximum: 10", "maximum: 9"));
    describe(path);
    let outcome = diff(path, &[]);
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn a_removed_part_has_the_line_that_it_came_from() {
    let folder = repository();
    let path = folder.path();
    edit(
        path,
        LIST,
        ("| Colour | string | false | A colour. |\n", ""),
    );
    std::fs::remove_file(path.join(FETCH)).unwrap();
    describe(path);
    insta::assert_snapshot!(diff(path, &[]).stdout);
}

#[test]
fn without_pages_a_row_names_the_line_of_the_description() {
    let folder = repository();
    let path = folder.path();
    git(path, &["rm", "--quiet", "-r", "--cached", "openapi/pages"]);
    git(path, &["commit", "--quiet", "--message", "a"]);
    std::fs::remove_dir_all(path.join("openapi/pages")).unwrap();
    let description = "openapi/twilio-proxy.json";
    edit(path, description, ("\"maximum\": 10", "\"maximum\": 8"));
    edit(path, description, ("Widgets", "Gadgets"));
    insta::assert_snapshot!(diff(path, &[]).stdout);
}

#[test]
fn a_description_that_the_pages_do_not_give_has_its_own_lines() {
    let folder = repository();
    let path = folder.path();
    let description = "openapi/twilio-proxy.json";
    edit(path, description, ("\"maximum\": 10", "\"maximum\": 8"));
    let outcome = diff(path, &[]);
    assert!(outcome.stdout.contains("--> openapi/twilio-proxy.json:"));
}

#[test]
fn annotations_and_reports_name_the_lines_of_pages() {
    let folder = repository();
    let path = folder.path();
    edit(
        path,
        LIST,
        ("| Colour | string | false | A colour. |\n", ""),
    );
    edit(path, OVERLAY, ("maximum: 10", "maximum: 9"));
    describe(path);
    let arguments = ["--format", "github", "--report", "report.html"];
    let outcome = diff(path, &arguments);
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    insta::assert_snapshot!(outcome.stdout);
    let report = std::fs::read_to_string(path.join("report.html")).unwrap();
    for part in [
        "HEAD:openapi/pages/list.txt:8",
        "openapi/overlays/10-api.yaml:6",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    let markdown = diff(path, &["--format", "markdown"]).stdout;
    assert!(
        markdown.contains("`openapi/overlays/10-api.yaml:6` |"),
        "{markdown}"
    );
}

#[test]
fn the_ending_of_a_report_must_be_known() {
    let folder = repository();
    let spec = ["spec", "--pages", "openapi/pages", "--report", "report"];
    for command in [&["diff", "--report", "report.pdf"][..], &spec] {
        let outcome = xtask(folder.path(), command);
        assert_eq!(outcome.code, Some(100));
        let endings = ".html, .htm, .json, .md, .txt";
        assert!(outcome.stderr.contains(endings), "{}", outcome.stderr);
    }
}

#[test]
fn without_a_release_the_version_is_that_of_the_manifest_in_the_base() {
    let folder = repository();
    let path = folder.path();
    let manifest = |version: &str| {
        let text = format!("[workspace.package]\nversion = \"{version}\"\n");
        write(path, "Cargo.toml", text);
    };
    manifest("0.1.0");
    commit(path);
    manifest("0.2.0");
    edit(path, OVERLAY, ("maximum: 10", "maximum: 9"));
    describe(path);
    let advice = "1 breaking: asks for version 0.2.0 after 0.1.0\n";
    let outcome = diff(path, &[]);
    assert!(outcome.stdout.ends_with(advice), "{}", outcome.stdout);
}

#[cfg(unix)]
#[test]
fn the_workflow_annotates_the_lines_of_pages_and_keeps_a_report() {
    let steps = workflow::steps(include_str!("../../.github/workflows/description.yml"));
    let script = workflow::member(&steps, "Compare the description", "/run");
    let program = format!("shift; exec '{}' \"$@\"", env!("CARGO_BIN_EXE_xtask"));
    let folder = repository();
    let path = folder.path();
    edit(
        path,
        LIST,
        ("| Colour | string | false | A colour. |\n", ""),
    );
    describe(path);
    commit(path);
    let compare = || workflow::run(path, script, ("cargo", &program), &[]);
    let output = compare();
    assert_eq!(output.status.code(), Some(0));
    let annotations = String::from_utf8(output.stdout).unwrap();
    assert!(
        annotations.starts_with(&format!("::error file={LIST},line=8,")),
        "{annotations}"
    );
    let report = std::fs::read_to_string(path.join(workflow::artifact(&steps))).unwrap();
    assert!(report.contains("parameter removed"));

    write(path, "openapi/twilio-proxy.json", "{}");
    assert_eq!(compare().status.code(), Some(100));
}
