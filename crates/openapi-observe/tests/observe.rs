//! Recordings of several programs, compared with a description.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop the test"
)]

#[path = "observe/hostile.rs"]
mod hostile;
#[path = "observe/rows.rs"]
mod rows;

use openapi_observe::{Format, Observation, Options, Recording, observe, render};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn file(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join(name),
    )
    .unwrap()
}

fn library() -> Value {
    serde_json::from_slice(&file("library.json")).unwrap()
}

fn observed(name: &str, options: &Options) -> Observation {
    let bytes = file(&format!("recordings/{name}.har"));
    observe(
        &library(),
        &[Recording {
            name,
            bytes: &bytes,
        }],
        options,
    )
    .unwrap()
}

#[test]
fn each_kind_has_a_row_in_each_format() {
    let observation = observed("every-kind", &Options::default());
    for (name, format) in [
        ("text", Format::Text),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
    ] {
        insta::assert_snapshot!(name, render(&observation, format));
    }
    insta::assert_snapshot!("overlay", observation.overlay().unwrap());
}

#[test]
fn a_browsers_recording_is_read_as_far_as_it_goes() {
    let observation = observed("browser", &Options::default());
    insta::assert_snapshot!(render(&observation, Format::Text));
}

#[test]
fn a_recording_of_mitmproxy_is_read_and_hosts_may_be_added() {
    let observation = observed("mitmproxy", &Options::default());
    insta::assert_snapshot!(render(&observation, Format::Text));
    let hosts = vec!["us.library.example".parse().unwrap()];
    let observation = observed("mitmproxy", &Options { hosts });
    assert!(observation.skipped.is_empty(), "{:?}", observation.skipped);
    let places: Vec<&str> = observation
        .rows
        .iter()
        .map(|row| row.place.as_str())
        .collect();
    assert!(places.contains(&"Book.state"), "{places:?}");
}
