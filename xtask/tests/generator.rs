//! The generator of the client takes whatever comes out of pages.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may stop the test"
)]

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use xtask::describe::describe;
use xtask::page;

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

/// The client of a case in the client crate's style, or nothing where its pages are refused.
fn client(case: &Path) -> Option<syn::File> {
    let pages: Result<Vec<_>, _> = files(case)
        .iter()
        .map(|file| page::read("page.txt", &std::fs::read(file).unwrap()))
        .collect();
    let document = describe(&pages.ok()?).ok()?.document;
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    // The client crate has a type of its own for an open enum; the generator's own would be a struct.
    let schemas = document.pointer("/components/schemas");
    for (name, schema) in schemas
        .and_then(|all| all.as_object())
        .into_iter()
        .flatten()
    {
        if schema.get("anyOf").is_some() {
            let traits = [TypeImpl::Display, TypeImpl::FromStr];
            settings.with_replacement(name, "crate::Open", traits.into_iter());
        }
    }
    let description: openapiv3::OpenAPI = serde_json::from_value(document).unwrap();
    let tokens = Generator::new(&settings)
        .generate_tokens(&description)
        .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    Some(syn::parse2(tokens).unwrap())
}

/// What is there twice: types of a module, fields of a struct, variants of an enum, methods of a type.
fn twice(items: &[syn::Item], within: &str, found: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let mut see = |name: String| {
        if !seen.insert(name.clone()) {
            found.push(format!("{within}::{name}"));
        }
    };
    let mut modules = Vec::new();
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                see(item.ident.to_string());
                for field in item.fields.iter().filter_map(|field| field.ident.as_ref()) {
                    see(format!("{}.{field}", item.ident));
                }
            }
            syn::Item::Enum(item) => {
                see(item.ident.to_string());
                for variant in &item.variants {
                    see(format!("{}::{}", item.ident, variant.ident));
                }
            }
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let syn::Type::Path(path) = item.self_ty.as_ref() else {
                    continue;
                };
                let Some(last) = path.path.segments.last() else {
                    continue;
                };
                for member in &item.items {
                    if let syn::ImplItem::Fn(method) = member {
                        see(format!("{}::{}()", last.ident, method.sig.ident));
                    }
                }
            }
            syn::Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    modules.push((format!("{within}::{}", item.ident), items));
                }
            }
            _ => {}
        }
    }
    for (name, items) in modules {
        twice(items, &name, found);
    }
}

#[test]
fn every_case_generates_without_a_name_that_is_there_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    let mut problems = Vec::new();
    let mut generated = 0;
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        match std::panic::catch_unwind(|| client(&case)) {
            Ok(Some(client)) => {
                generated += 1;
                twice(&client.items, &name, &mut problems);
            }
            Ok(None) => {}
            Err(_) => problems.push(format!("{name}: the generator gives up")),
        }
    }
    assert!(generated > 0, "no case was generated");
    assert_eq!(problems, Vec::<String>::new());
}
