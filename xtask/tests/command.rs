//! `cargo xtask spec` as a person or a program meets it: exit codes, and what goes to which stream.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "program/outcome.rs"]
mod outcome;
#[path = "command/references.rs"]
mod references;

use outcome::{Outcome, xtask};
use std::path::Path;

const GOOD: &str = "List Widget\n\nGET https://api.example.com/v1/Widgets\n";
const BROKEN: &str = "Fetch Widget\n\nGET https://api.example.com/v1/Widgets/:Sid\n\nRESPONSES\n\nstatus: OKAY\n\n{\"sid\": 1\n";

/// A folder with the files of a run in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

fn spec(folder: &Path, arguments: &[&str]) -> Outcome {
    xtask(folder, &[&["spec"], arguments].concat())
}

#[test]
fn a_description_goes_to_standard_output_and_exits_with_0() {
    let folder = folder(&[("pages/list.txt", GOOD)]);
    let outcome = spec(folder.path(), &["--pages", "pages"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let document: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(document["openapi"], "3.0.3");
}

#[test]
fn a_check_exits_with_0_and_where_it_is_out_of_date_with_4() {
    let folder = folder(&[("pages/list.txt", GOOD)]);
    let write = ["--pages", "pages", "--output", "api.json"];
    let check = ["--pages", "pages", "--output", "api.json", "--check"];
    let missing = spec(folder.path(), &check);
    assert_eq!(missing.code, Some(4));
    assert!(!folder.path().join("api.json").exists());
    assert_eq!(spec(folder.path(), &write).code, Some(0));
    assert_eq!(spec(folder.path(), &check).code, Some(0));

    std::fs::write(folder.path().join("api.json"), "{}\n").unwrap();
    let outcome = spec(folder.path(), &check);
    assert_eq!(outcome.code, Some(4));
    assert!(outcome.stdout.contains("-{}\n"), "{}", outcome.stdout);
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn a_fault_exits_with_100_and_leaves_the_description_alone() {
    let folder = folder(&[
        ("pages/fetch.txt", BROKEN),
        ("pages/list.txt", GOOD),
        ("api.json", "{}\n"),
    ]);
    let arguments = ["--pages", "pages", "--output", "api.json"];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
    let left = std::fs::read_to_string(folder.path().join("api.json")).unwrap();
    assert_eq!(left, "{}\n");
}

/// Faults of a page, of another page's sentences, and of the overlay, and a doubt.
fn problems() -> tempfile::TempDir {
    folder(&[
        ("pages/a-broken.txt", BROKEN),
        (
            "pages/b-bounds.txt",
            "List Gadget\n\nGET https://api.example.com/v1/Gadgets\n\nRequest Params\n\n\
             | Key | Datatype | Required | Description |\n\
             | Limit | number | | The default is 5, and the maximum is 3. |\n",
        ),
        (
            "pages/c-doubt.txt",
            "Fetch Gadget\n\nGET https://api.example.com/v1/Gadgets/:Sid\n\nRESPONSES\n\n\
             status: OK\n\n{\"tags\": [1, \"é\"]}\n",
        ),
        ("overlay.yaml", "overlay: 1.0.0\nactions: [\n"),
    ])
}

#[test]
fn all_problems_of_a_run_are_told_in_one_run() {
    let folder = problems();
    let arguments = ["--pages", "pages", "--overlay", "overlay.yaml"];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
    insta::assert_snapshot!(outcome.stderr.replace('\\', "/"));
}

#[test]
fn a_program_reads_an_object_a_line() {
    let folder = problems();
    let arguments = [
        "--pages",
        "pages",
        "--overlay",
        "overlay.yaml",
        "--format",
        "json",
    ];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
    for line in outcome.stderr.lines() {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        let keys: Vec<&String> = problem.as_object().unwrap().keys().collect();
        let expected = [
            "severity", "message", "file", "line", "column", "expected", "help", "source",
        ];
        assert_eq!(keys, expected);
    }
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn warnings_leave_standard_output_to_the_description() {
    let folder = problems();
    let arguments = ["--pages", "pages/c-doubt.txt", "--format", "json"];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!(outcome.code, Some(0));
    serde_json::from_str::<serde_json::Value>(&outcome.stdout).unwrap();
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn a_very_long_line_is_shown_in_part() {
    let page = format!(
        "{GOOD}\nRESPONSES\n\nstatus: OK\n\n[{}\"é\" 0]\n",
        "1,".repeat(9000)
    );
    let folder = folder(&[("pages/list.txt", &page)]);
    let outcome = spec(folder.path(), &["--pages", "pages"]);
    assert_eq!(outcome.code, Some(100));
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn what_an_overlay_breaks_is_told_at_its_action() {
    let actions = "overlay: 1.0.0\ninfo: { title: a, version: a }\nactions:\n\
                   - target: $.info\n  update: { title: A }\n\
                   - target: $.components.schemas\n  update:\n    B: { type: object, required: [c] }\n\
                   - target: $.info\n  update: { version: [] }\n";
    let folder = folder(&[("list.txt", GOOD), ("overlay.yaml", actions)]);
    let arguments = ["--pages", "list.txt", "--overlay", "overlay.yaml"];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn an_explanation_takes_the_place_of_the_description() {
    let folder = folder(&[("pages/list.txt", GOOD)]);
    let arguments = ["--pages", "pages", "--explain"];
    let text = spec(folder.path(), &arguments);
    assert_eq!((text.code, text.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(text.stdout);

    let arguments = ["--pages", "pages", "--explain", "--format", "json"];
    let json = spec(folder.path(), &arguments);
    assert_eq!((json.code, json.stderr.as_str()), (Some(0), ""));
    let said: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let elements = said["elements"].as_array().unwrap();
    // Each element starts a line of the text, and each source is one.
    let sources = elements
        .iter()
        .map(|e| e["sources"].as_array().unwrap().len());
    let lines = elements.len() + sources.sum::<usize>();
    assert_eq!(lines, text.stdout.lines().count());
}

#[test]
fn a_description_that_is_explained_is_written_where_a_file_is_named() {
    let folder = folder(&[("pages/list.txt", GOOD)]);
    let plain = spec(folder.path(), &["--pages", "pages"]);
    let arguments = ["--pages", "pages", "--explain", "--output", "api.json"];
    let explained = spec(folder.path(), &arguments);
    assert_eq!(explained.code, Some(0));
    assert!(explained.stdout.starts_with("/openapi = "));
    let written = std::fs::read_to_string(folder.path().join("api.json")).unwrap();
    assert_eq!(written, plain.stdout);
}

#[test]
fn faults_are_told_in_place_of_an_explanation() {
    let folder = problems();
    let outcome = spec(folder.path(), &["--pages", "pages", "--explain"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(100), ""));
}

#[test]
fn the_workspaces_own_description_is_up_to_date() {
    let folder = folder(&[]);
    let outcome = spec(folder.path(), &["--check"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
}
