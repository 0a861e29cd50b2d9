//! The engines stay usable by themselves.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use serde_json::Value;
use std::process::Command;

#[test]
fn the_tools_depend_on_no_other_crate_of_the_workspace() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let listed = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    for name in [
        "pages-to-openapi",
        "openapi-rust-diff",
        "openapi-observe",
        "openapi-to-operations",
    ] {
        let package = packages.iter().find(|package| package["name"] == name);
        let dependencies = package.unwrap()["dependencies"].as_array().unwrap();
        assert!(!dependencies.is_empty());
        for dependency in dependencies {
            // Only a dependency within the workspace has a path.
            assert_eq!(dependency.get("path"), None, "{name}: {dependency}");
        }
    }
}
