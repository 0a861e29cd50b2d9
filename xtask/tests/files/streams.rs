//! Standard output and standard error that are full or closed.

use super::{DESCRIPTION, PAGE};
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every way to print something, with the exit code of a run whose output is read.
const PRINTED: [(&[&str], i32); 10] = [
    (&["spec", "--pages", "list.txt"], 0),
    (&["spec", "--pages", "list.txt", "--explain"], 0),
    (
        &[
            "spec",
            "--pages",
            "list.txt",
            "--explain",
            "--format",
            "json",
        ],
        0,
    ),
    (
        &[
            "spec", "--pages", "list.txt", "--output", "old.json", "--check",
        ],
        4,
    ),
    (&["diff", "old.json", "new.json"], 5),
    (&["diff", "old.json", "new.json", "--format", "json"], 5),
    (&["diff", "--gate"], 0),
    (&["--help"], 0),
    (&["help", "diff"], 0),
    (&["spec", "--help"], 0),
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("list.txt", PAGE);
    write("old.json", DESCRIPTION);
    write("new.json", "{\"openapi\": \"3.1.0\"}");
    folder
}

fn run(
    folder: &Path,
    arguments: &[&str],
    stdout: impl Into<Stdio>,
    stderr: impl Into<Stdio>,
) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .stdout(stdout)
        .stderr(stderr)
        .output()
        .unwrap()
}

fn full() -> fs::File {
    OpenOptions::new().write(true).open("/dev/full").unwrap()
}

/// A pipe that nobody reads.
fn closed() -> std::io::PipeWriter {
    std::io::pipe().unwrap().1
}

#[test]
fn a_full_standard_output_is_an_error_with_a_message() {
    let folder = folder();
    for (arguments, _) in PRINTED {
        let output = run(folder.path(), arguments, full(), Stdio::piped());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(100), "{arguments:?}: {told}");
        assert!(
            told.contains("standard output") && !told.contains("panicked"),
            "{told}"
        );
    }
}

#[test]
fn a_closed_standard_output_changes_nothing() {
    let folder = folder();
    for (arguments, code) in PRINTED {
        let output = run(folder.path(), arguments, closed(), Stdio::piped());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.is_empty() || code == 4, "{arguments:?}: {told}");
    }
}

#[test]
fn a_standard_error_that_takes_nothing_changes_no_exit_code() {
    let folder = folder();
    for arguments in [
        &["spec", "--pages", "none.txt"][..],
        &["spec", "--pages", "none.txt", "--format", "json"],
        &["diff", "none.json", "old.json"],
        &["--nothing"],
        &["demo", "--nothing"],
    ] {
        for stderr in [Stdio::from(full()), Stdio::from(closed())] {
            let output = run(folder.path(), arguments, Stdio::piped(), stderr);
            assert_eq!(output.status.code(), Some(100), "{arguments:?}");
        }
    }
    // If both are full, only the exit code shows the failure.
    let output = run(
        folder.path(),
        &["spec", "--pages", "list.txt"],
        full(),
        full(),
    );
    assert_eq!(output.status.code(), Some(100));
}
