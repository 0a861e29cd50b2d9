//! Other products of the vendor: their pages, and the conventions overlay alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may stop the test"
)]

use openapi_to_operations::source_files;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::spec::{Arguments, Plan};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The signatures of the operations of a product, file by file.
fn operations(collection: &Path) -> String {
    let plan = Plan::of(&Arguments {
        pages: vec![collection.to_owned()],
        overlay: vec![workspace().join("openapi/overlays/10-conventions.yaml")],
        ..Arguments::default()
    });
    let description = plan
        .description()
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let files = source_files(&description.document, "cargo xtask spec").unwrap();
    let mut text = String::new();
    for file in files {
        text.push_str(&format!("==> {} <==\n", file.path));
        let is_shown = |line: &&str| {
            ["impl ", "pub struct", "pub use", "pub mod"]
                .iter()
                .any(|start| line.starts_with(start))
                || line.contains("pub fn")
                || line.starts_with("        ") && line.trim_end().ends_with(">,")
                || line.starts_with("    ) -> ")
        };
        for line in file.text.lines().filter(is_shown) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[test]
fn the_operations_of_another_product() {
    insta::glob!("products/*.json", |path| {
        insta::assert_snapshot!(operations(path));
    });
}

#[test]
#[ignore = "builds the crates anew: cargo xtask soak"]
fn another_product_needs_pages_and_no_rust() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["shelves", "fleet"] {
        let copy = folder.path().join(name);
        copy_repository(&copy);
        let pages = copy.join("openapi/pages");
        fs::remove_dir_all(&pages).unwrap();
        fs::create_dir(&pages).unwrap();
        for overlay in ["20-proxy.yaml", "30-descriptions.yaml"] {
            fs::remove_file(copy.join("openapi/overlays").join(overlay)).unwrap();
        }
        let collection = format!("{name}.postman_collection.json");
        let products = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/products");
        fs::copy(products.join(&collection), pages.join(&collection)).unwrap();
        run(
            &copy,
            folder.path(),
            &["run", "-p", "xtask", "--locked", "--", "spec"],
        );
        run(
            &copy,
            folder.path(),
            &["check", "-p", "twilio-proxy", "--locked"],
        );
        // The commands, but neither the export nor the sandbox, which have Rust for Proxy.
        let commands = [
            "test",
            "-p",
            "twilio-proxy-cli",
            "--bins",
            "--no-default-features",
            "--locked",
            "arguments::",
        ];
        run(&copy, folder.path(), &commands);
    }
}

/// Copies the files that git knows.
fn copy_repository(copy: &Path) {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(workspace())
        .output()
        .unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    for name in names.split_terminator('\0') {
        let (from, to) = (workspace().join(name), copy.join(name));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        match fs::read_link(&from) {
            Ok(target) => link(&target, &to),
            // A file that git still lists may be gone.
            Err(_) if from.exists() => {
                fs::copy(&from, &to).unwrap();
            }
            Err(_) => {}
        }
    }
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) {
    std::os::unix::fs::symlink(target, at).unwrap();
}

#[cfg(not(unix))]
fn link(target: &Path, at: &Path) {
    fs::copy(at.parent().unwrap().join(target), at).unwrap();
}

fn run(copy: &Path, target: &Path, arguments: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // The second product compiles its own crates only, in a folder of their own.
    let name = copy.file_name().unwrap();
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", target.join("target").join(name))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {stderr}");
}
