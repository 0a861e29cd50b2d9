//! The workflow in the README, with the files of a pull request.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "../../../xtask/tests/program/repository.rs"]
mod repository;
#[path = "../../../xtask/tests/program/workflow.rs"]
mod workflow;

use assert_cmd::cargo::cargo_bin;
use repository::{commit, git, write};
use std::fs;
use workflow::{artifact, member, run, steps};

const README: &str = include_str!("../README.md");
const NAME: &str = "Compare the description";

#[test]
fn the_workflow_annotates_the_changed_lines_and_keeps_a_report() {
    let text = README.split_once("```yaml\n").unwrap().1;
    let steps = steps(text.split_once("```").unwrap().0);
    let file = member(&steps, NAME, "/env/DESCRIPTION");
    let script = member(&steps, NAME, "/run");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let program = format!(
        "exec '{}' \"$@\"",
        cargo_bin!("openapi-rust-diff").display()
    );
    let compare = || {
        let programs = ("openapi-rust-diff", program.as_str());
        run(path, script, programs, &[("DESCRIPTION", file)])
    };
    git(path, &["init", "--quiet"]);
    let version = |maximum: &str| {
        format!(
            "openapi: 3.0.3\npaths:\n  /books:\n    get:\n      operationId: ListBook\n      parameters:\n      - name: Size\n        in: query\n        schema: {{ type: integer, {maximum} }}\n      responses: {{ 204: {{ description: None }} }}\n"
        )
    };
    write(path, file, version("maximum: 9"));
    commit(path);
    write(path, file, version("maximum: 8"));
    commit(path);
    let output = compare();
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap(), @r"
    ::warning file=openapi.yaml,line=9,title=breaking%3A ListBook%2C query Size::maximum 9 → 8: compiles, and requests that were accepted may be refused
    1 breaking: asks for 0.(x+1).0, or from 1.0 on for (x+1).0.0
    ");
    let report = fs::read_to_string(path.join(artifact(&steps))).unwrap();
    assert!(report.contains("maximum 9 → 8"));

    write(path, file, "none: here");
    assert_eq!(compare().status.code(), Some(100));
}
