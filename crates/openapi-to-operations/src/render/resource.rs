//! The file of one resource.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::api::{Api, ident};
use super::input_object::input_object;
use super::request::{operation, request};
use super::{listing, request as requests};
use crate::operation::Operation;

/// Returns the text of the file of a resource. `inputs` are the input objects that it defines.
///
/// # Errors
/// Tokens that are not Rust.
pub fn resource(
    api: Api<'_>,
    operations: &[&Operation<'_>],
    inputs: &[&str],
) -> Result<String, String> {
    let statics = operations.iter().map(|one| operation(one));
    let methods = operations.iter().map(|operation| match operation.listing {
        Some(listing) => listing::method(api, operation, listing),
        None => {
            let name = ident(&operation.type_name);
            let finish = quote!(#name { request });
            requests::client_method(api, operation, &quote!(#name), &finish, "")
        }
    });
    let listings: Vec<_> = operations
        .iter()
        .filter_map(|operation| Some((*operation, operation.listing?)))
        .collect();
    let filters = listing::filters(api, &listings);
    let requests = operations
        .iter()
        .filter(|operation| operation.listing.is_none())
        .map(|operation| request(api, operation));
    let inputs = inputs.iter().map(|component| input_object(api, component));
    let body = quote! {
        impl Client {
            #(#methods)*
        }

        #filters
        #(#requests)*
        #(#inputs)*
        #(#statics)*
    };
    let (documentation, imports) = (module_documentation(operations), imports(&body));
    api.file(quote! {
        #documentation
        #imports
        #body
    })
}

fn module_documentation(operations: &[&Operation<'_>]) -> TokenStream {
    let names = operations
        .iter()
        .map(|operation| format!(" - [`Client::{}`]", operation.name));
    quote! {
        #![doc = " The requests of one resource:"]
        #![doc = ""]
        #(#![doc = #names])*
    }
}

/// Returns the imports that a file needs.
fn imports(body: &TokenStream) -> TokenStream {
    let mut used = BTreeSet::new();
    collect_names(body.clone(), &mut used);
    let import = |path: &[&str], names: &[&str]| {
        let path = path.iter().map(|part| ident(part));
        let names: Vec<_> = names
            .iter()
            .filter(|name| used.contains(**name))
            .map(|name| ident(name))
            .collect();
        (!names.is_empty()).then(|| quote!(use #(#path::)*{#(#names),*};))
    };
    let request = [
        "BodyFormat",
        "Fields",
        "Operation",
        "Place",
        "Request",
        "WHOLE_BODY",
        "input_object",
        "request",
    ];
    let imports = [
        import(&["std", "fmt"], &["Display"]),
        import(&["bytes"], &["Bytes"]),
        import(&["chrono"], &["DateTime", "NaiveDate", "Utc"]),
        import(&["http"], &["Method"]),
        import(&["serde"], &["Serialize"]),
        import(&["serde_json"], &["Value"]),
        import(&["crate", "generated"], &["enums", "sid", "types"]),
        import(&["crate", "request"], &request),
        import(&["crate"], &["Client", "Error", "List", "Redacted"]),
    ];
    quote!(#(#imports)*)
}

/// Adds the names that a path or a macro starts with: types, macros and modules, but no variables.
fn collect_names(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let next = match tokens.peek() {
                    Some(TokenTree::Punct(next)) => Some((next.as_char(), next.spacing())),
                    _ => None,
                };
                let is_used = match next {
                    Some((':', Spacing::Joint) | ('!', _)) => true,
                    // A variable, a field or an associated type.
                    Some((':', Spacing::Alone)) => false,
                    _ => name.starts_with(|first: char| first.is_ascii_uppercase()),
                };
                if is_used {
                    names.insert(name);
                }
            }
            TokenTree::Group(group) => collect_names(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
