//! The compiler takes what the generator makes of random pages.

use super::client::{STYLES, client, description};
use super::{names, pages};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Sets of this many pages: few to find a set that is described, many to have names meet.
const SETS: [usize; 12] = [80, 40, 20, 10, 10, 10, 10, 5, 5, 4, 3, 3];

/// What the generated code uses, as the workspace's lock file has it.
const MANIFEST: &str = r#"[package]
name = "generated-clients"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
chrono = { version = "0.4", default-features = false, features = ["serde"] }
progenitor-client = "0.15.1"
regress = "0.12"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde"] }
"#;

/// What the clients stand in: the type that the client crate has for an open enum is among it.
const LIBRARY: &str = r#"#![allow(warnings)]
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Open(String);
impl std::fmt::Display for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::str::FromStr for Open {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}
"#;

#[test]
#[ignore = "takes minutes: cargo xtask soak"]
fn two_hundred_random_pages_compile_as_one_crate() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    // It stays there: a failure can be looked into, and the next run has its dependencies built.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-clients");
    let (source, texts) = (folder.join("src"), folder.join("pages"));
    for folder in [&source, &texts] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
    }
    let mut library = LIBRARY.to_owned();
    let mut runner = TestRunner::default();
    let of_names = names::of_names();
    let document = description(&of_names).unwrap();
    let mut sets = vec![(of_names, document)];
    for size in SETS {
        sets.push(loop {
            let strategy = pages::sets(size..size + 1);
            let set = strategy.new_tree(&mut runner).unwrap().current();
            if let Some(document) = description(&set) {
                break (set, document);
            }
        });
    }
    for (number, (set, document)) in sets.into_iter().enumerate() {
        fs::create_dir(texts.join(number.to_string())).unwrap();
        for (page, text) in set.iter().enumerate() {
            fs::write(texts.join(format!("{number}/{page:02}.txt")), text).unwrap();
        }
        for style in STYLES {
            let module = format!("set_{number}_{style:?}").to_lowercase();
            let file = source.join(format!("{module}.rs"));
            fs::write(file, client(&document, style)).unwrap();
            library.push_str(&format!("pub mod {module};\n"));
        }
    }
    fs::write(source.join("lib.rs"), library).unwrap();
    fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let checked = Command::new(cargo)
        .args(["check", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "the crate in {} does not compile:\n{}",
        folder.display(),
        String::from_utf8_lossy(&checked.stderr)
    );
}
