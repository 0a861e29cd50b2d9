//! The imports of a file.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::api::ident;

/// Returns the imports that a file needs.
pub fn imports(body: &TokenStream) -> TokenStream {
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
        import(&["std", "collections"], &["BTreeMap"]),
        import(&["std", "fmt"], &["Display"]),
        import(&["bytes"], &["Bytes"]),
        import(&["chrono"], &["DateTime", "NaiveDate", "Utc"]),
        import(&["http"], &["Method"]),
        import(&["serde"], &["Serialize"]),
        import(&["serde_json"], &["Value"]),
        import(&["crate", "generated"], &["enums", "sid", "types"]),
        import(&["crate", "request"], &request),
        import(&["crate", "webhook", "parameters"], &["Parameters"]),
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
