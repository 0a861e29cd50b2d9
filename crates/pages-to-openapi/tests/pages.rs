//! What the converter makes of small pages, one for each thing that a page may do.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use pages_to_openapi::convert::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::page::Page;
use pages_to_openapi::{outline, page};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

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

/// The sentences of a page, which the outline leaves out, each by what it is about.
fn prose(page: &Page) -> Vec<String> {
    let rows = page.parameters.iter().chain(&page.headers);
    let rows = rows.filter_map(|row| Some((row.key.value.as_str(), row.description.as_ref()?)));
    let whole = page.description.iter().map(|prose| ("operation", prose));
    whole
        .chain(rows)
        .map(|(about, prose)| format!("{about} says {:?}", prose.text))
        .collect()
}

fn outcome(case: &Path) -> String {
    let mut pages = Vec::new();
    let mut texts = Vec::new();
    let mut out = String::new();
    let mut say = |problems: &[Diagnostic]| {
        for problem in problems {
            writeln!(out, "{problem}\n").unwrap();
        }
    };
    for file in files(case) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        match page::read(&name, &std::fs::read(&file).unwrap()) {
            Ok(page) => {
                texts.extend(prose(&page));
                pages.push(page);
            }
            Err(faults) => say(&faults),
        }
    }
    match describe(&pages) {
        Ok(description) => {
            say(&description.warnings);
            if !pages.is_empty() {
                serde_json::from_value::<openapiv3::OpenAPI>(description.document.clone()).unwrap();
                let lines = outline::lines(&description.document);
                out.push_str(&[lines, texts].concat().join("\n"));
            }
        }
        Err(faults) => say(&faults),
    }
    out
}

#[test]
fn pages_are_read_as_their_snapshots_say() {
    insta::glob!("pages/*", |case| {
        insta::assert_snapshot!(outcome(case));
    });
}

/// Reads bytes as a page and describes them, whatever comes of it.
fn convert(bytes: &[u8]) {
    match page::read("page.txt", bytes) {
        Ok(page) => match describe(&[page]) {
            Ok(description) => {
                serde_json::from_value::<openapiv3::OpenAPI>(description.document).unwrap();
                description
                    .warnings
                    .iter()
                    .for_each(|w| drop(w.to_string()));
            }
            Err(faults) => faults.iter().for_each(|f| drop(f.to_string())),
        },
        Err(faults) => faults.iter().for_each(|f| drop(f.to_string())),
    }
}

/// Pieces that pages are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("GET {{a-b-Url}}/a/:b/{{c}}:d?e=1&f=<string>\n".to_owned()),
        Just("Request Params\nKeyDatatypeRequiredDescription\n".to_owned()),
        Just("Body PARAM\n| Key | Datatype | Required | Description |\n".to_owned()),
        Just("RESPONSES\nstatus: OK\n".to_owned()),
        Just("HEADERS\n".to_owned()),
        Just("{\"a_sid\":\"KS00000000000000000000000000000000\",\"é\":[{}, null]}\n".to_owned()),
        "[A-Za-z]{1,6}(string|number|boolean|null)(true|false)?[ -~é]{0,20}\n",
        "(The default is|maximum|between) -?[0-9,.]{1,30}( and [0-9]{1,30})?\n",
        "\\PC{0,30}\n",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        convert(&bytes);
    }

    #[test]
    fn no_arrangement_of_a_page_brings_it_down(pieces in prop::collection::vec(piece(), 0..16)) {
        convert(pieces.concat().as_bytes());
    }
}
