//! The documentation of generated Rust, and a run of rustdoc on it.

use crate::documented;
use crate::generate::generate;
use crate::texts::{CODE, description, hostile};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The documentation of each item of generated Rust, except for links to items by the generator itself.
#[derive(Default)]
pub struct Documentation(Vec<String>);

impl Documentation {
    pub fn of(client: &str) -> Vec<String> {
        let mut found = Self::default();
        found.visit_file_mut(&mut syn::parse_file(client).unwrap());
        assert!(!found.0.is_empty());
        found.0
    }
}

impl VisitMut for Documentation {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let lines = attributes
            .iter()
            .filter_map(|attribute| match &attribute.meta {
                Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                    Expr::Lit(ExprLit {
                        lit: Lit::Str(line),
                        ..
                    }) => Some(line.value()),
                    _ => panic!("documentation that is not text"),
                },
                Meta::List(meta) if meta.path.is_ident("doc") => panic!("a setting of rustdoc"),
                _ => None,
            });
        let text = lines.collect::<Vec<_>>().join("\n");
        let start = text.trim_start();
        if !text.is_empty()
            && !start.starts_with("Builder for [`Client::")
            && !start.starts_with("Builds a [`")
        {
            self.0.push(text);
        }
    }
}

/// A crate of items that have this documentation and nothing else.
fn library(documentation: &[String]) -> String {
    let items: Vec<syn::Item> = documentation
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let name = quote::format_ident!("Item{number}");
            let lines = text.split('\n');
            syn::parse_quote!(#(#[doc = #lines])* pub struct #name;)
        })
        .collect();
    let documentation = "//! Documentation.\n";
    format!(
        "{documentation}{}",
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items
        })
    )
}

/// Runs a compiler on a crate in a folder.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(program);
    command
        .args([
            "--edition",
            "2024",
            "--crate-name",
            "documented",
            "library.rs",
        ])
        .args(arguments);
    command
        .current_dir(folder)
        .env("MARKER", folder.join("marker"))
        .output()
        .unwrap()
}

/// Whether rustdoc runs a part of the documentation.
fn runs(documentation: &[String], folder: &Path) -> bool {
    fs::write(folder.join("library.rs"), library(documentation)).unwrap();
    let tested = run("rustdoc", &["--test"], folder);
    let told = String::from_utf8_lossy(&tested.stdout).into_owned();
    assert!(
        told.contains("\nrunning "),
        "{told}{}",
        String::from_utf8_lossy(&tested.stderr)
    );
    let marker = folder.join("marker");
    let is_made = fs::remove_file(marker).is_ok();
    is_made || !told.contains("\nrunning 0 tests")
}

#[test]
fn rustdoc_runs_no_text_of_a_description_and_has_no_objection() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let code = format!("```\n{CODE}\n```");
    assert!(runs(&[code], folder), "the test itself finds nothing");
    let documentation: Vec<String> = hostile()
        .flat_map(|text| {
            let generated = generate(&description(&text).to_string(), true).unwrap();
            Documentation::of(&documented(&generated))
        })
        .collect();
    assert!(!runs(&documentation, folder));
    for (program, arguments) in [
        (
            "rustdoc",
            &[
                "--document-private-items",
                "-D",
                "warnings",
                "-W",
                "rustdoc::all",
            ][..],
        ),
        (
            "rustc",
            &[
                "--crate-type",
                "lib",
                "--emit",
                "metadata",
                "-D",
                "warnings",
            ],
        ),
    ] {
        let checked = run(program, arguments, folder);
        assert!(
            checked.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
}
