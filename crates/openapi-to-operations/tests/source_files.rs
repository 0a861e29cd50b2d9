//! The files of small descriptions, as snapshots.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fs;

use openapi_to_operations::{command_files, source_files};

#[test]
fn the_files_of_each_description() {
    insta::glob!("cases/*.json", |path| {
        let description = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let operations = source_files(&description, "cargo xtask spec").unwrap();
        let commands = command_files(&description, "cargo xtask spec").unwrap();
        let files = [operations, commands].concat();
        let texts: Vec<_> = files
            .iter()
            .map(|file| format!("==> {} <==\n{}", file.path, file.text))
            .collect();
        insta::assert_snapshot!(texts.join("\n"));
    });
}
