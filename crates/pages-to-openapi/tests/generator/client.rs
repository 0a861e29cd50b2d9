//! The client that the generator makes of pages, and what is there twice in it.

use heck::ToPascalCase;
use pages_to_openapi::convert::describe;
use pages_to_openapi::page;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde_json::Value;
use std::collections::HashSet;

/// The ways in which a client can be generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The generator as it comes.
    Positional,
    /// The generator as it comes, with builders.
    Builder,
    /// The same, with a trait for each tag.
    Tagged,
    /// As the client crate does it.
    Own,
}

pub const STYLES: [Style; 4] = [Style::Positional, Style::Builder, Style::Tagged, Style::Own];

/// What pages are described as, or nothing where they are refused.
pub fn description(texts: &[String]) -> Option<Value> {
    let pages: Result<Vec<_>, _> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| page::read(&format!("{number}.txt"), text.as_bytes()))
        .collect();
    Some(describe(&pages.ok()?).ok()?.document)
}

/// The client of a description.
pub fn client(document: &Value, style: Style) -> String {
    let mut settings = GenerationSettings::new();
    if style != Style::Positional {
        settings.with_interface(InterfaceStyle::Builder);
    }
    if style == Style::Tagged {
        settings.with_tag(TagStyle::Separate);
    }
    let schemas = document.pointer("/components/schemas");
    for (name, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
        // Who looks a type up by its component finds it.
        assert_eq!(name, &name.to_pascal_case());
        if style == Style::Own && schema.get("anyOf").is_some() {
            let traits = [TypeImpl::Display, TypeImpl::FromStr];
            settings.with_replacement(name, "crate::Open", traits.into_iter());
        }
    }
    let description: openapiv3::OpenAPI = serde_json::from_value(document.clone()).unwrap();
    let tokens = Generator::new(&settings)
        .generate_tokens(&description)
        .unwrap_or_else(|error| panic!("the generator refuses: {error}"));
    tokens.to_string()
}

/// What is there twice: types of a module, fields of a struct, variants of an enum, methods of a type.
pub fn twice(items: &[syn::Item], within: &str, found: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let mut see = |name: String| {
        if !seen.insert(name.clone()) {
            found.push(format!("{within}::{name}"));
        }
    };
    let mut modules = Vec::new();
    for item in items {
        match item {
            syn::Item::Fn(item) => see(item.sig.ident.to_string()),
            syn::Item::Use(item) => names(&item.tree, &mut see),
            syn::Item::Trait(item) => see(item.ident.to_string()),
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
                        arguments(&method.sig, &mut see, &last.ident.to_string());
                    }
                }
            }
            syn::Item::Mod(item) => {
                see(item.ident.to_string());
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

/// What an import brings into a module.
fn names(tree: &syn::UseTree, see: &mut impl FnMut(String)) {
    match tree {
        syn::UseTree::Path(path) => names(&path.tree, see),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, see)),
        syn::UseTree::Name(name) => see(name.ident.to_string()),
        syn::UseTree::Rename(rename) => see(rename.rename.to_string()),
        syn::UseTree::Glob(_) => {}
    }
}

fn arguments(signature: &syn::Signature, see: &mut impl FnMut(String), within: &str) {
    for argument in &signature.inputs {
        if let syn::FnArg::Typed(argument) = argument
            && let syn::Pat::Ident(name) = argument.pat.as_ref()
        {
            see(format!("{within}::{}({})", signature.ident, name.ident));
        }
    }
}
