//! The types of open enums.

use std::collections::BTreeSet;
use std::fmt::Write;

use heck::ToPascalCase;
use serde_json::Value;

use super::document::markdown::{code_span, inert};

/// Returns the line that defines the type of an open enum, for the macro of `src/enums.rs`.
pub fn definition(name: &str, schema: &Value, values: &[&str]) -> String {
    let description = schema.get("description").and_then(Value::as_str);
    let description = match inert(description.unwrap_or_default()) {
        text if text.is_empty() => "A value of a list that the API may extend.".to_owned(),
        text => text,
    };
    let mut taken = BTreeSet::from(["Other".to_owned(), "Self".to_owned()]);
    let mut variants = String::new();
    let mut seen = BTreeSet::new();
    for value in values.iter().filter(|value| seen.insert(**value)) {
        let variant = variant_name(value, &mut taken);
        let doc = code_span(value);
        // Writing to a string cannot fail.
        let _ = writeln!(variants, "#[doc = {doc:?}] {variant} = {value:?},");
    }
    format!("open_enum! {{ #[doc = {description:?}] pub enum {name} {{ {variants} }} }}\n")
}

/// Returns the name of a value's variant, which no other variant has.
fn variant_name(value: &str, taken: &mut BTreeSet<String>) -> String {
    let name = value.to_pascal_case();
    let mut name = match syn::parse_str::<syn::Ident>(&name) {
        Ok(_) => name,
        Err(_) if value.is_empty() => "Empty".to_owned(),
        // The name starts with a digit, or has none of the characters of an identifier.
        Err(_) => {
            let digits: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            format!("Value{digits}")
        }
    };
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}
