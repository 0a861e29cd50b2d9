//! The generator of the client takes whatever comes out of pages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may stop the test"
)]

#[path = "generator/client.rs"]
mod client;
#[path = "generator/compile.rs"]
mod compile;
#[path = "generator/pages.rs"]
mod pages;

use client::{STYLES, client, description, twice};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The pages of a case: a file, or every file of a folder by name.
fn files(case: &Path) -> Vec<PathBuf> {
    if case.is_file() {
        return vec![case.to_owned()];
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// What is wrong with the clients of pages; nothing can be where the pages are refused.
fn problems(texts: &[String], name: &str) -> Option<Vec<String>> {
    let document = description(texts)?;
    let mut problems = Vec::new();
    for style in STYLES {
        let name = format!("{name} {style:?}");
        match std::panic::catch_unwind(|| client(&document, style)) {
            Ok(text) => match syn::parse_file(&text) {
                Ok(file) => twice(&file.items, &name, &mut problems),
                Err(error) => problems.push(format!("{name} is no Rust: {error}")),
            },
            Err(_) => problems.push(format!("{name}: the generator gives up")),
        }
    }
    Some(problems)
}

#[test]
fn every_case_generates_without_a_name_that_is_there_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    let mut found = Vec::new();
    let mut generated = 0;
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        // What is not UTF-8 is refused.
        let texts: Result<Vec<String>, _> =
            files(&case).iter().map(std::fs::read_to_string).collect();
        if let Some(problems) = texts.ok().and_then(|texts| problems(&texts, &name)) {
            generated += 1;
            found.extend(problems);
        }
    }
    assert!(generated > 0, "no case was generated");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_pages_bring_the_generator_down() {
    let sets = AtomicUsize::new(0);
    let cases = std::env::var("PROPTEST_CASES").map_or(200, |cases| cases.parse().unwrap());
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..Default::default()
    };
    proptest!(config, |(texts in pages::sets(1..5))| {
        if let Some(problems) = problems(&texts, "client") {
            sets.fetch_add(1, Ordering::Relaxed);
            prop_assert_eq!(problems, Vec::<String>::new());
        }
    });
    // Pages that are refused prove nothing.
    let sets = sets.into_inner();
    assert!(
        sets * 2 > usize::try_from(cases).unwrap(),
        "{sets} of {cases} sets were described"
    );
}
