//! Documentation comments, as attributes.

use super::markdown::inert;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, parse_quote};

/// The words of a line of documentation.
fn line(attribute: &mut Attribute) -> Option<&mut LitStr> {
    match &mut attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &mut meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(words),
                ..
            }) => Some(words),
            _ => None,
        },
        _ => None,
    }
}

/// The documentation alone.
pub fn documentation(attributes: &[Attribute]) -> Vec<Attribute> {
    let attributes = attributes.iter();
    attributes
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// All that is said.
pub fn text(attributes: &[Attribute]) -> String {
    let mut lines = documentation(attributes);
    let lines: Vec<_> = lines
        .iter_mut()
        .filter_map(line)
        .map(|words| words.value())
        .collect();
    lines.join("\n")
}

/// Documents an item that has no documentation.
pub fn say(attributes: &mut Vec<Attribute>, words: &str) {
    if documentation(attributes).is_empty() {
        attributes.splice(0..0, lines(words));
    }
}

/// Says something else.
pub fn replace(attributes: &mut Vec<Attribute>, words: &str) {
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    say(attributes, words);
}

/// Whether all that is said is the item's name.
pub fn says_only(attributes: &[Attribute], name: &str) -> bool {
    text(attributes).trim() == format!("`{name}`")
}

/// Rewrites the documentation, a line an attribute, so that nothing in it is code, HTML or a link to an item.
pub fn make_inert(attributes: &mut Vec<Attribute>) {
    let said = text(attributes);
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
    attributes.splice(0..0, lines(&inert(&said)));
}

/// Returns text as documentation, a line an attribute.
fn lines(text: &str) -> Vec<Attribute> {
    let lines = text.lines().map(|line| format!(" {line}"));
    lines.map(|line| parse_quote!(#[doc = #line])).collect()
}
