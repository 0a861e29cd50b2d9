//! The syntax of progenitor 0.15.1 and typify 0.8 that the client's build relies on. A new version of them passes these
//! tests before it is used.

use crate::generate::generate;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Expr, ExprClosure, ExprTry, File, ImplItem, ImplItemFn, Item, ItemImpl, Pat};

const DESCRIPTIONS: [&str; 2] = [
    include_str!("../../../openapi/twilio-proxy.json"),
    include_str!("../../../crates/openapi-rust-diff/tests/diff/base.json"),
];

fn client(description: &str) -> File {
    syn::parse_file(&generate(description, false).unwrap().client).unwrap()
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

/// Returns the methods of the types in a module.
fn methods<'a>(client: &'a File, module: &str) -> Vec<(&'a ItemImpl, &'a ImplItemFn)> {
    let items = client.items.iter().filter_map(|item| match item {
        Item::Mod(item) if item.ident == module => item.content.as_ref(),
        _ => None,
    });
    let impls = items
        .flat_map(|(_, items)| items)
        .filter_map(|item| match item {
            Item::Impl(item) => Some(item),
            _ => None,
        });
    impls
        .flat_map(|item| item.items.iter().map(move |member| (item, member)))
        .filter_map(|(item, member)| match member {
            ImplItem::Fn(method) => Some((item, method)),
            _ => None,
        })
        .collect()
}

fn requests(client: &File) -> Vec<&ImplItemFn> {
    let methods = methods(client, "builder").into_iter();
    let requests: Vec<_> = methods
        .map(|(_, method)| method)
        .filter(|method| method.sig.ident == "send")
        .collect();
    assert!(requests.len() >= 5, "only {} requests", requests.len());
    requests
}

/// What a method is made of.
#[derive(Default)]
struct Found {
    received: usize,
    successes: Vec<String>,
    dropped_errors: usize,
    paths: Vec<String>,
}

impl Found {
    fn of(method: &ImplItemFn) -> Self {
        let mut found = Self::default();
        found.visit_impl_item_fn_mut(&mut method.clone());
        found
    }
}

impl VisitMut for Found {
    fn visit_expr_try_mut(&mut self, attempt: &mut ExprTry) {
        if text(&attempt.expr) == "crate::support::received(result)" {
            self.received += 1;
        }
        visit_mut::visit_expr_try_mut(self, attempt);
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        let pattern = text(&arm.pat);
        if pattern.starts_with('2') {
            self.successes.push(pattern);
        }
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        if matches!(closure.inputs.first(), Some(Pat::Wild(_))) {
            self.dropped_errors += 1;
        }
        visit_mut::visit_expr_closure_mut(self, closure);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Path(path) = expr {
            self.paths.push(text(path));
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

#[test]
fn the_lock_file_has_the_versions_of_these_tests() {
    let lock = include_str!("../../../Cargo.lock").replace("\r\n", "\n");
    for (name, version) in [("progenitor", "0.15.1"), ("typify", "0.8.")] {
        let entry = format!("name = \"{name}\"\nversion = \"{version}");
        assert!(lock.contains(&entry), "{name} is not {version}");
    }
}

#[test]
fn every_request_checks_its_response_for_a_failure_of_the_transport() {
    for description in DESCRIPTIONS {
        for request in requests(&client(description)) {
            assert_eq!(Found::of(request).received, 1, "{}", text(request));
        }
    }
}

#[test]
fn every_body_is_decoded_by_this_crate() {
    for description in DESCRIPTIONS {
        let client = client(description);
        let paths = requests(&client)
            .into_iter()
            .flat_map(|request| Found::of(request).paths);
        let paths: Vec<String> = paths.collect();
        let count = |path: &str| paths.iter().filter(|found| *found == path).count();
        assert_eq!(count("ResponseValue::from_response"), 0);
        assert!(count("crate::support::decoded") >= 3);
    }
}

#[test]
fn every_2xx_is_the_success_of_a_request() {
    let mut rewritten = 0;
    for description in DESCRIPTIONS {
        for request in requests(&client(description)) {
            let mut successes = Found::of(request).successes;
            // The arm of a response that the description states for all 2xx. It decodes the same type.
            successes.retain(|pattern| pattern != "200..=299");
            assert!(
                successes.iter().all(|pattern| pattern == "200u16..=299u16"),
                "{}",
                text(request)
            );
            rewritten += successes.len();
        }
    }
    assert!(rewritten >= 25, "only {rewritten} statuses");
}

#[test]
fn every_error_of_an_argument_is_kept() {
    for description in DESCRIPTIONS {
        let client = client(description);
        let setters = methods(&client, "builder")
            .into_iter()
            .map(|(_, method)| method);
        // `send` converts the values of headers.
        let setters: Vec<_> = setters
            .filter(|method| method.sig.ident != "send")
            .filter(|method| text(&method.block).contains("try_into()"))
            .collect();
        assert!(setters.len() > 5, "only {} setters", setters.len());
        for setter in setters {
            assert_eq!(Found::of(setter).dropped_errors, 0, "{}", text(setter));
            assert!(
                text(&setter.sig.generics.where_clause).contains("Error:"),
                "{}",
                text(&setter.sig)
            );
        }
    }
}

#[test]
fn every_builder_of_a_request_is_named_after_a_method_of_the_client() {
    for description in DESCRIPTIONS {
        let client = client(description);
        let of_client = client.items.iter().filter_map(|item| match item {
            Item::Impl(item) if item.trait_.is_none() => Some(&item.items),
            _ => None,
        });
        let returned: Vec<String> = of_client
            .flatten()
            .filter_map(|item| match item {
                ImplItem::Fn(method) => Some(method),
                _ => None,
            })
            .map(|method| {
                let folded = method.sig.ident.to_string().replace('_', "");
                format!("{folded}:{}", text(&method.sig.output).to_lowercase())
            })
            .collect();
        let built = methods(&client, "builder").into_iter();
        for (builder, _) in built.filter(|(_, method)| method.sig.ident == "send") {
            let builder = text(&builder.self_ty).to_lowercase().replace("<'a>", "");
            let expected = format!("{builder}:->builder::{builder}<'_>");
            assert!(returned.contains(&expected), "{expected}: {returned:?}");
        }
    }
}

#[test]
fn a_type_without_a_description_is_documented_by_its_name() {
    let mut without: serde_json::Value = serde_json::from_str(DESCRIPTIONS[0]).unwrap();
    let service = &mut without["components"]["schemas"]["Service"];
    service.as_object_mut().unwrap().remove("description");
    let client = generate(&without.to_string(), false).unwrap().client;
    let (before, _) = client.split_once("pub struct Service {").unwrap();
    let documentation = before.rsplit_once("///").unwrap().1.lines().next().unwrap();
    assert!(documentation.starts_with(" What `"), "{documentation}");
}
