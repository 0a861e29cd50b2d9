//! What attributes such as `#[derive(…)]` and `#[serde(…)]` say.

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

/// The list of an attribute of that name; nothing where it is another.
fn list(attribute: &Attribute, name: &str) -> Punctuated<Meta, Token![,]> {
    if !attribute.path().is_ident(name) {
        return Punctuated::new();
    }
    attribute
        .parse_args_with(Punctuated::parse_terminated)
        .unwrap_or_default()
}

/// Whether an attribute has a word in its list.
pub fn says(attribute: &Attribute, name: &str, word: &str) -> bool {
    list(attribute, name).iter().any(|meta| {
        let last = meta.path().segments.last();
        last.is_some_and(|last| last.ident == word)
    })
}

/// Whether serde is told a word.
pub fn serde_has(attributes: &[Attribute], word: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| says(attribute, "serde", word))
}

/// The name in JSON, where serde is told one.
pub fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut told = attributes
        .iter()
        .flat_map(|attribute| list(attribute, "serde"));
    told.find_map(|meta| match meta {
        Meta::NameValue(meta) if meta.path.is_ident("rename") => match meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(name),
                ..
            }) => Some(name.value()),
            _ => None,
        },
        _ => None,
    })
}
