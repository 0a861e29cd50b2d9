//! Whether what is generated says what it is.

use crate::generate::generate;
use syn::visit_mut::{self, VisitMut};

/// The public items without a word.
#[derive(Default)]
struct Wordless {
    within: Vec<String>,
    found: Vec<String>,
    /// How many were looked at.
    seen: usize,
}

impl Wordless {
    fn look(&mut self, name: &syn::Ident, visibility: &syn::Visibility, said: &[syn::Attribute]) {
        if !matches!(visibility, syn::Visibility::Public(_)) {
            return;
        }
        self.seen += 1;
        if !said.iter().any(|said| said.path().is_ident("doc")) {
            self.found
                .push(format!("{}::{name}", self.within.join("::")));
        }
    }
}

impl VisitMut for Wordless {
    fn visit_item_mod_mut(&mut self, item: &mut syn::ItemMod) {
        self.look(&item.ident, &item.vis, &item.attrs);
        self.within.push(item.ident.to_string());
        visit_mut::visit_item_mod_mut(self, item);
        self.within.pop();
    }

    fn visit_item_struct_mut(&mut self, item: &mut syn::ItemStruct) {
        self.look(&item.ident, &item.vis, &item.attrs);
        self.within.push(item.ident.to_string());
        for field in &item.fields {
            if let Some(name) = &field.ident {
                self.look(name, &field.vis, &field.attrs);
            }
        }
        self.within.pop();
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        self.look(&item.ident, &item.vis, &item.attrs);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.look(&item.sig.ident, &item.vis, &item.attrs);
    }
}

fn wordless(description: &str) -> Wordless {
    let client = generate(description, true).unwrap().client;
    let mut wordless = Wordless::default();
    wordless.visit_file_mut(&mut syn::parse_file(&client).unwrap());
    wordless
}

/// Takes the words of the schemas, parameters and operations. OpenAPI asks for those of answers.
fn silence(value: &mut serde_json::Value) {
    if let Some(members) = value.as_object_mut() {
        let is_answer = members.len() == 1 || members.contains_key("content");
        members.retain(|name, words| {
            let is_said = matches!(name.as_str(), "summary" | "description");
            is_answer || !(is_said && words.is_string())
        });
        members.values_mut().for_each(silence);
    } else if let Some(items) = value.as_array_mut() {
        items.iter_mut().for_each(silence);
    }
}

#[test]
fn what_is_generated_says_what_it_is_even_where_the_description_says_nothing() {
    for description in [
        include_str!("../../../openapi/twilio-proxy.json"),
        include_str!("../../../crates/openapi-rust-diff/tests/diff/base.json"),
    ] {
        let told = wordless(description);
        assert_eq!(told.found, Vec::<String>::new());
        let mut without: serde_json::Value = serde_json::from_str(description).unwrap();
        silence(&mut without);
        let untold = wordless(&without.to_string());
        assert_eq!(untold.found, Vec::<String>::new());
        assert_eq!(untold.seen, told.seen);
        assert!(told.seen > 100, "only {}", told.seen);
    }
}
