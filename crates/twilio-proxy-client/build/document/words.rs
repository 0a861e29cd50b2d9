//! Documentation comments, as attributes.

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

/// Says something where nothing is said.
pub fn say(attributes: &mut Vec<Attribute>, words: &str) {
    if documentation(attributes).is_empty() {
        let words = format!(" {words}");
        attributes.insert(0, parse_quote!(#[doc = #words]));
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

/// Turns the example in a line of documentation into text.
pub fn show_as_text(attribute: &mut Attribute) {
    if let Some(words) = line(attribute) {
        *words = LitStr::new(&words.value().replace("```ignore", "```text"), words.span());
    }
}

/// What an operation's documentation says of its arguments: each of them and the words.
pub fn arguments(text: &str) -> impl Iterator<Item = (String, String)> {
    text.lines().filter_map(|line| {
        let (argument, words) = line.strip_prefix("- `")?.split_once("`: ")?;
        Some((argument.to_owned(), format!(" {words}")))
    })
}
