//! What every file depends on, and how its text is written.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use crate::description::Description;
use crate::field_type::FieldType;

/// The parts of a description that every file depends on.
#[derive(Clone, Copy)]
pub struct Api<'a> {
    pub description: Description<'a>,
    /// The components that become input objects.
    pub inputs: &'a BTreeSet<String>,
    /// The modules that define the input objects, by the names of their types.
    pub homes: &'a BTreeMap<String, String>,
    /// The module of the file.
    pub module: &'a str,
    /// The command that writes the files.
    pub command: &'a str,
}

impl Api<'_> {
    pub fn field_type(self, schema: &serde_json::Value) -> FieldType {
        FieldType::of(self.description, schema, self.inputs)
    }

    /// Returns the text of a file.
    pub fn file(self, tokens: TokenStream) -> Result<String, String> {
        let file = syn::parse2(tokens).map_err(|error| format!("cannot write Rust: {error}"))?;
        let code = spaced(&prettyplease::unparse(&file));
        let command = self.command;
        Ok(format!("// Written by `{command}`. Do not edit.\n\n{code}"))
    }
}

/// Adds blank lines between items, which a syntax tree does not have, and removes the spaces that prettyplease writes
/// around the brackets of types in macros.
fn spaced(code: &str) -> String {
    let mut lines = code.lines().peekable();
    let mut text = String::new();
    while let Some(line) = lines.next() {
        if line.starts_with("request!(") {
            text.push_str(&line.replace(" < ", "<").replace(" >", ">"));
        } else {
            text.push_str(line);
        }
        text.push('\n');
        if lines.peek().is_some_and(|next| is_boundary(line, next)) {
            text.push('\n');
        }
    }
    text
}

/// Returns whether a line ends an item, and the next one starts another.
fn is_boundary(line: &str, next: &str) -> bool {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let declares = |line: &str| {
        let starts = ["use ", "pub use ", "pub mod ", "pub(crate) mod "];
        starts.iter().any(|start| line.starts_with(start))
    };
    if indentation(line) != indentation(next) || next.trim_start().starts_with(['}', ')', ']']) {
        return false;
    }
    match line.trim_start() {
        "}" => indentation(line) <= 4,
        _ if indentation(line) > 0 => false,
        line if line.starts_with("//!") => !next.starts_with("//!"),
        line => line.ends_with(';') && !declares(next),
    }
}

/// Returns an identifier. Names come from `naming`, so that they are identifiers.
pub fn ident(name: &str) -> proc_macro2::Ident {
    quote::format_ident!("{name}")
}
