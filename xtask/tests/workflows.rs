//! The workflows of continuous integration: no action can change under its name, and advisories are checked.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

/// Returns each workflow's file name and text, with the one that the README of openapi-rust-diff offers.
fn workflows() -> Vec<(String, String)> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = workspace.join(".github/workflows");
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = entries.map(|entry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    });
    let readme = "crates/openapi-rust-diff/README.md";
    let text = fs::read_to_string(workspace.join(readme)).unwrap();
    read.chain([(readme.to_owned(), text)]).collect()
}

/// Returns whether `action` is pinned, as in `owner/name@<40 hex digits> # v1.2.3`.
fn is_pinned(action: &str) -> bool {
    let Some((reference, version)) = action.split_once(" # v") else {
        return false;
    };
    let Some((_, commit)) = reference.split_once('@') else {
        return false;
    };
    let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit && version.split('.').count() == 3
}

#[test]
fn actions_are_pinned_by_commit_with_their_version_beside() {
    let mut actions = 0;
    for (name, text) in workflows() {
        for line in text.lines() {
            let line = line.trim_start().trim_start_matches("- ");
            let Some(action) = line.strip_prefix("uses:") else {
                continue;
            };
            assert!(is_pinned(action.trim()), "{name}: {line}");
            actions += 1;
        }
    }
    assert!(actions > 0);

    let commit = "0123456789abcdef0123456789abcdef01234567";
    assert!(is_pinned(&format!("actions/checkout@{commit} # v1.2.3")));
    for action in [
        "actions/checkout@v4".to_owned(),
        "actions/checkout@v4 # v4.0.0".to_owned(),
        format!("actions/checkout@{commit}"),
        format!("actions/checkout@{} # v1.2.3", &commit[..39]),
    ] {
        assert!(!is_pinned(&action), "{action}");
    }
}

#[test]
fn advisories_are_checked_and_the_token_only_reads() {
    let workflows = workflows();
    let checked = |text: &str| text.contains("cargo deny --all-features check advisories");
    assert!(workflows.iter().any(|(_, text)| checked(text)));
    for (name, text) in workflows {
        assert!(
            text.contains("\npermissions:\n  contents: read\n"),
            "{name}"
        );
        assert_eq!(text.matches("permissions:").count(), 1, "{name}");
        assert_eq!(text.matches(": write").count(), 0, "{name}");
    }
}
