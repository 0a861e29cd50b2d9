//! The imports of a file.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::api::ident;

/// Returns the imports that a file of commands needs.
pub fn command_imports(body: &TokenStream) -> TokenStream {
    imports_of(
        body,
        &[
            (&["std", "path"], &["PathBuf"]),
            (&["chrono"], &["DateTime", "NaiveDate", "Utc"]),
            (&["clap"], &["ArgAction", "Args", "Subcommand"]),
            (&["serde_json"], &["Value"]),
            (&["twilio_proxy", "generated"], &["enums", "sid", "types"]),
            (&["twilio_proxy"], &["Redacted"]),
            (&["crate", "api"], &["Api"]),
            (&["crate", "confirmation"], &["Confirmation"]),
            (&["crate", "failure"], &["Failure"]),
            (&["crate", "json_argument"], &["json", "object"]),
            (&["crate", "listing_options"], &["ListingOptions"]),
        ],
    )
}

/// Returns the imports that a file of operations needs.
pub fn imports(body: &TokenStream) -> TokenStream {
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
    imports_of(
        body,
        &[
            (&["std", "collections"], &["BTreeMap"]),
            (&["std", "fmt"], &["Display"]),
            (&["std", "str"], &["FromStr"]),
            (&["bytes"], &["Bytes"]),
            (&["chrono"], &["DateTime", "NaiveDate", "Utc"]),
            (&["http"], &["Method"]),
            (&["serde"], &["Serialize"]),
            (&["serde_json"], &["Value"]),
            (&["crate", "generated"], &["enums", "sid", "types"]),
            (&["crate", "request"], &request),
            (&["crate", "webhook", "parameters"], &["Parameters"]),
            (&["crate"], &["Client", "Error", "List", "Redacted"]),
        ],
    )
}

/// Returns the imports of those names that a file uses, each with the path of its module.
fn imports_of(body: &TokenStream, known: &[(&[&str], &[&str])]) -> TokenStream {
    let mut used = BTreeSet::new();
    collect_names(body.clone(), &mut used);
    let imports = known.iter().filter_map(|(path, names)| {
        let path = path.iter().map(|part| ident(part));
        let names: Vec<_> = names
            .iter()
            .filter(|name| used.contains(**name))
            .map(|name| ident(name))
            .collect();
        (!names.is_empty()).then(|| quote!(use #(#path::)*{#(#names),*};))
    });
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
