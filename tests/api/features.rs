//! Each feature of a crate is said in its documentation, and whether it is on by default.

use std::process::Command;

use serde_json::Value;

#[test]
fn every_feature_is_documented() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut documented = 0;
    for package in metadata["packages"].as_array().unwrap() {
        let features = package["features"].as_object().unwrap();
        let defaults = features.get("default").cloned().unwrap_or_default();
        let defaults: Vec<_> = defaults.as_array().into_iter().flatten().collect();
        let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
        for feature in features.keys().filter(|name| *name != "default") {
            let readme = std::fs::read_to_string(manifest.with_file_name("README.md")).unwrap();
            let default = if defaults.iter().any(|on| *on == feature) {
                "yes"
            } else {
                "no"
            };
            let row = format!("| `{feature}` | {default} | ");
            assert!(readme.contains(&row), "{}: {row}", package["name"]);
            documented += 1;
        }
    }
    assert_eq!(documented, 10);
}
