//! The file that re-exports the types of the operations.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::api::{Api, ident};
use crate::field_type::FieldType;
use crate::naming::type_name;

/// Returns the text of the file. `used` are the components with generated types, and `inputs` the input objects with the
/// modules that define them.
///
/// # Errors
/// Tokens that are not Rust.
pub fn types(
    api: Api<'_>,
    used: &[(&str, FieldType)],
    inputs: &BTreeMap<String, String>,
) -> Result<String, String> {
    let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (component, field_type) in used {
        match field_type {
            _ if inputs.contains_key(*component) => {}
            FieldType::Sid(name) => by_module.entry("sid").or_default().push(name),
            FieldType::OpenEnum(name) => by_module.entry("enums").or_default().push(name),
            FieldType::Checked(name) | FieldType::Generated(name) => {
                by_module.entry("types").or_default().push(name);
            }
            _ => {}
        }
    }
    let generated = ["enums", "sid", "types"].into_iter().map(|module| {
        let names = by_module.get(module).into_iter().flatten();
        export(&["crate", "generated", module], names.copied())
    });
    let mut own: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (component, module) in inputs {
        own.entry(module).or_default().push(type_name(component));
    }
    let own = own
        .iter()
        .map(|(module, names)| export(&["super", module], names.iter().map(String::as_str)));
    api.file(quote! {
        #![doc = " The types that requests and responses consist of."]
        #(#generated)*
        #(#own)*
    })
}

fn export<'a>(path: &[&str], names: impl Iterator<Item = &'a str>) -> Option<TokenStream> {
    let path = path.iter().map(|part| ident(part));
    let names: Vec<_> = names.map(ident).collect();
    (!names.is_empty()).then(|| quote!(pub use #(#path::)*{#(#names),*};))
}
