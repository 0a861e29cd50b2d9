//! Where each element of a description comes from.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use pages_to_openapi::convert::describe;
use pages_to_openapi::describe::Description;
use pages_to_openapi::page;
use pages_to_openapi::provenance::Explanation;
use std::path::{Path, PathBuf};

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every leaf of the description has a source, and no source is of something that is not there.
fn is_complete(description: &Description, name: &str) {
    let explanation = description.explanation();
    let leaves = leaves(String::new(), &description.document);
    let explained: Vec<&str> = explanation
        .0
        .iter()
        .filter(|element| element.value.is_some())
        .map(|element| element.pointer.as_str())
        .collect();
    assert_eq!(explained, leaves, "{name}");
    for element in &explanation.0 {
        assert!(!element.sources.is_empty(), "{name}: {}", element.pointer);
        for source in &element.sources {
            let text = format!("{name}: {}: {source:?}", element.pointer);
            assert!(source.place.line > 0 && source.place.column > 0, "{text}");
        }
    }
}

fn leaves(pointer: String, value: &serde_json::Value) -> Vec<String> {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let parts: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(all) => all.iter().map(|(k, v)| (escaped(k), v)).collect(),
        serde_json::Value::Array(all) => {
            let all = all.iter().enumerate();
            all.map(|(index, value)| (index.to_string(), value))
                .collect()
        }
        _ => Vec::new(),
    };
    if parts.is_empty() {
        return vec![pointer];
    }
    parts
        .into_iter()
        .flat_map(|(key, value)| leaves(format!("{pointer}/{key}"), value))
        .collect()
}

/// The descriptions of all cases of a folder that are no error.
fn cases(folder: &str) -> Vec<(String, Description)> {
    let files = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    };
    let mut described = Vec::new();
    for case in files(&package().join("tests").join(folder)) {
        let parts = if case.is_dir() {
            files(&case)
        } else {
            vec![case.clone()]
        };
        let mut pages = Vec::new();
        for part in parts {
            let bytes = std::fs::read(&part).unwrap();
            let name = part.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                pages.extend(page::read_collection(&name, &bytes).0);
            } else {
                pages.extend(page::read(&name, &bytes));
            }
        }
        if let Ok(description) = describe(&pages)
            && !pages.is_empty()
        {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            described.push((name, description));
        }
    }
    described
}

#[test]
fn every_element_of_every_case_has_a_source() {
    for folder in ["pages", "collections"] {
        let described = cases(folder);
        assert!(described.len() > 4, "{folder} has too few cases");
        for (name, description) in described {
            is_complete(&description, &name);
        }
    }
}

fn explained(pages: &[(&str, &str)]) -> Explanation {
    let pages: Vec<page::Page> = pages
        .iter()
        .map(|(name, text)| page::read(name, text.as_bytes()).unwrap())
        .collect();
    describe(&pages).unwrap().explanation()
}

#[test]
fn a_small_page_explained_to_a_program() {
    let page = "Fetch Widget\n\nGET https://a.example.com/v1/Widgets/:id\n\nRESPONSES\n\n\
                status: OK\n\n{\"size\": null}\n\nstatus: OK\n\n{\"size\": 1}\n";
    let explanation = explained(&[("widget.txt", page)]);
    insta::assert_snapshot!(format!("{:#}", explanation.json()));
}

/// The places of an element as `file:line`.
fn places(explanation: &Explanation, pointer: &str) -> Vec<String> {
    let mut elements = explanation.0.iter();
    let element = elements.find(|element| element.pointer == pointer).unwrap();
    let sources = element.sources.iter();
    sources
        .map(|source| format!("{}:{}", source.file, source.place.line))
        .collect()
}

#[test]
fn a_component_of_several_pages_names_them_all() {
    let fetch = "Fetch Widget\n\nGET https://a.example.com/w/:id\n\nRESPONSES\n\nstatus: OK\n\n\
                 {\"size\": 1}\n";
    let create = "Create Widget\n\nPOST https://a.example.com/w\n\nRESPONSES\n\nstatus: Created\n\n\
                  {\n\"size\": null,\n\"name\": \"a\"}\n";
    let explanation = explained(&[("fetch.txt", fetch), ("create.txt", create)]);
    let widget = "/components/schemas/Widget";
    assert_eq!(
        places(&explanation, widget),
        ["fetch.txt:9", "create.txt:9"]
    );
    let size = format!("{widget}/properties/size");
    assert_eq!(
        places(&explanation, &size),
        ["fetch.txt:9", "create.txt:10"]
    );
    let nullable = format!("{size}/nullable");
    assert_eq!(places(&explanation, &nullable), ["create.txt:10"]);
    let name = format!("{widget}/properties/name/type");
    assert_eq!(places(&explanation, &name), ["create.txt:11"]);
}

#[test]
fn what_is_moved_for_the_generator_keeps_its_places() {
    let page = "Fetch Widget\n\nGET https://a.example.com/w/:id\n\nRESPONSES\n\nstatus: OK\n\n\
                {\"a_b\": 1,\n\"aB\": 2}\n";
    let explanation = explained(&[("w.txt", page)]);
    let pointer = "/components/schemas/Widget/x-other-properties/aB/type";
    assert_eq!(places(&explanation, pointer), ["w.txt:10"]);
}

#[test]
fn a_name_that_is_fitted_says_what_it_was_made_of() {
    let page = "Fetch Widget\n\nGET https://a.example.com/w/:id?id=1&ID=2\n";
    let explanation = explained(&[("w.txt", page)]);
    let text = explanation.text();
    let element = "  parameters/0/name = \"id_2\"\n    \
                   w.txt:3:29: made of the address so that a client can be generated\n";
    assert!(text.contains(element), "{text}");
}
