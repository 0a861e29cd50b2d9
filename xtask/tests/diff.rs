//! What a change means, a case a kind of change: a small patch to one description, there and back.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use xtask::diff::{Format, compare, told};

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The table of a change, and what it claims of the generated client's surface.
fn table(old: &Value, new: &Value) -> String {
    let comparison = compare(old, new).unwrap();
    let surface = match comparison.touches_signatures() {
        true => "differ",
        false => "are the same",
    };
    let table = told(&comparison, None, Format::Text);
    let plain = anstream::adapter::strip_str(&table);
    format!("{plain}public names and signatures {surface}\n")
}

#[test]
fn every_kind_of_change_has_its_verdict() {
    let base = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/base.json"));
    insta::glob!("diff/patches/*.json", |path| {
        let mut patched = base.clone();
        let patch: json_patch::Patch = serde_json::from_value(read(path)).unwrap();
        json_patch::patch(&mut patched, &patch).unwrap();
        let (there, back) = (table(&base, &patched), table(&patched, &base));
        insta::assert_snapshot!(format!("{there}\nand back:\n{back}"));
    });
}
