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
#[path = "generator/names.rs"]
mod names;
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

/// How many types a client has.
fn types(items: &[syn::Item]) -> usize {
    let types = items.iter().find_map(|item| match item {
        syn::Item::Mod(item) if item.ident == "types" => item.content.as_ref(),
        _ => None,
    });
    let (_, items) = types.unwrap();
    let is_type = |item: &&syn::Item| matches!(item, syn::Item::Struct(_) | syn::Item::Enum(_));
    items.iter().filter(is_type).count()
}

#[test]
fn equal_things_are_one_type() {
    let page = |number: usize| {
        format!(
            "Archive Thing {number}\n\nPOST {{{{host}}}}/v1/things{number}\n\nRequest Params\n\n\
             | Key | Datatype | Required | Description |\n\
             | Order | string | false | Can be: `asc` or `desc`. |\n\
             | Label{number} | string | false | Must be 64 characters or fewer. |\n\n\
             Request Body\n\n{{\"force\": true, \"part{number}\": {{\"a\": 1}}, \"q\": {{\"a\": 1}}}}\n\n\
             RESPONSES\n\nstatus: OK\n\n{{\"done\": true, \"by\": {{\"name\": \"s\"}}}}\n\n\
             status: 404\n\n{{\"code\": 1}}\n"
        )
    };
    let count = |number: usize| {
        let texts: Vec<String> = (0..number).map(page).collect();
        let document = description(&texts).unwrap();
        let file = syn::parse_file(&client(&document, client::Style::Builder)).unwrap();
        types(&file.items)
    };
    // Only the bodies differ: each has a part of its own.
    assert_eq!(count(200) - count(2), 198);
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
