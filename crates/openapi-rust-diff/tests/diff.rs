//! What a change means, a case a kind of change: a small patch to one description, there and back.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "../../../xtask/src/diff/own_types.rs"]
mod own_types;

use openapi_rust_diff::{Format, RequiredVersion, Verdict, compare, render};
use own_types::OPTIONS;
use semver::Version;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The table of a change, and what it claims of the generated client's surface.
fn table(old: &Value, new: &Value) -> String {
    let comparison = compare(old, new, OPTIONS).unwrap();
    let surface = match comparison.touches_signatures() {
        true => "differ",
        false => "are the same",
    };
    let table = render(&comparison, None, Format::Text);
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

#[test]
fn a_verdict_asks_for_the_version_that_cargo_takes_for_it() {
    let mut told = String::new();
    for release in ["0.0.3", "0.4.2", "1.4.2", "0.5.0-rc.1"] {
        let release: Version = release.parse().unwrap();
        let next = |verdict| RequiredVersion::after(&release, verdict).version;
        told.push_str(&format!(
            "{release}: breaking {}, additive {}, neutral {}, none {}\n",
            next(Some(Verdict::Breaking)),
            next(Some(Verdict::Additive)),
            next(Some(Verdict::Neutral)),
            next(None),
        ));
    }
    insta::assert_snapshot!(told, @r"
    0.0.3: breaking 0.0.4, additive 0.0.4, neutral 0.0.3, none 0.0.3
    0.4.2: breaking 0.5.0, additive 0.4.3, neutral 0.4.2, none 0.4.2
    1.4.2: breaking 2.0.0, additive 1.5.0, neutral 1.4.2, none 1.4.2
    0.5.0-rc.1: breaking 0.5.0, additive 0.5.0, neutral 0.5.0, none 0.5.0-rc.1
    ");
}
