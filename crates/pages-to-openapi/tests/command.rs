//! The command `pages-to-openapi`.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

const PAGE: &str = "Fetch Widget\n\nGET https://a.example.com/v1/Widgets/:id\n\nRESPONSES\n\n\
                    status: OK\n\n{\"size\": 1}\n";

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_pages-to-openapi"))
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/fetch-widget.txt"), PAGE).unwrap();
    folder
}

#[test]
fn a_folder_is_converted_to_standard_output() {
    let folder = folder();
    let pages = folder.path().join("pages");
    let printed = command().arg("--pages").arg(pages).assert().success();
    let document: serde_json::Value = serde_json::from_slice(&printed.get_output().stdout).unwrap();
    assert_eq!(document["openapi"], "3.0.3");
    let operation = document.pointer("/paths/~1v1~1Widgets~1{id}/get/operationId");
    assert_eq!(operation.unwrap(), "FetchWidget");
}

#[test]
fn an_overlay_is_applied_and_a_file_is_written() {
    let folder = folder();
    let overlay = "overlay: 1.0.0\ninfo: { title: a, version: a }\nactions:\n- target: $.info\n  update: { title: Shop }\n";
    fs::write(folder.path().join("overlay.yaml"), overlay).unwrap();
    let arguments = [
        "--pages",
        "pages",
        "--overlay",
        "overlay.yaml",
        "--output",
        "shop.json",
    ];
    let run = command().args(arguments).current_dir(&folder).assert();
    run.success().stdout("");
    let text = fs::read_to_string(folder.path().join("shop.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["info"]["title"], "Shop");
}

#[test]
fn problems_are_reported_with_their_place_and_nothing_is_written() {
    let folder = folder();
    fs::write(folder.path().join("pages/broken.txt"), "no method here\n").unwrap();
    let arguments = [
        "--pages",
        "pages",
        "--overlay",
        "none.yaml",
        "--output",
        "shop.json",
    ];
    let run = command().args(arguments).current_dir(&folder).assert();
    let output = run.code(100).stdout("").get_output().clone();
    let problems = String::from_utf8(output.stderr).unwrap();
    assert!(problems.contains("pages/broken.txt:1:1"), "{problems}");
    assert!(problems.contains("none.yaml"), "{problems}");
    assert!(!folder.path().join("shop.json").exists());
}

#[test]
fn wrong_arguments_exit_with_100_and_help_with_0() {
    command().assert().code(100);
    command().arg("--nonsense").assert().code(100);
    command().arg("--help").assert().success();
}
