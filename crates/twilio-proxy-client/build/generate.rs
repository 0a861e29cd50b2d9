//! The Rust of a description: what `build.rs` writes, and what tests read without building it.

mod attributes;
mod check;
mod document;
mod elements;
mod mark;
mod plain_fields;
mod rewrite;
mod support;

use std::error::Error;

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use serde_json::Value;

/// The Rust of one description.
pub struct Generated {
    /// The client, its builders and types.
    pub client: String,
    /// A line for each SID, which `src/sid.rs` makes a type of.
    pub sids: String,
    /// The names of request fields that are neither personal data nor secret, as an array of string literals.
    pub plain_fields: String,
}

/// Makes the Rust of a description, where `schemars` with types that state their JSON Schema.
pub fn generate(description: &str, schemars: bool) -> Result<Generated, Box<dyn Error>> {
    let document: Value = serde_json::from_str(description)?;
    let problems = match check::version(&document) {
        Some(problem) => vec![problem],
        None => check::references(&document),
    };
    if !problems.is_empty() {
        let lines: String = problems
            .iter()
            .map(|problem| format!("\n  {problem}"))
            .collect();
        return Err(format!("no client can be generated from the description:{lines}").into());
    }
    let spec: openapiv3::OpenAPI = serde_json::from_str(description)
        .map_err(|error| format!("the description is not OpenAPI 3.0: {error}"))?;
    let replacements = replacements(&document)?;
    let plain_fields = format!("{:?}", plain_fields::plain_fields(&document));

    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        // So that a map is written in the same order each time.
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(
            "::std::sync::Arc<dyn crate::Transport>".parse::<proc_macro2::TokenStream>()?,
        );
    // So that what was listed can be held against what was fetched.
    settings.with_derive("PartialEq");
    if schemars {
        settings.with_derive("::schemars::JsonSchema");
    }
    let mut sids = String::new();
    for replacement in &replacements {
        settings.with_replacement(
            &replacement.component,
            &replacement.rust_type,
            [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
        );
        sids.push_str(&replacement.definition);
    }

    let tokens = Generator::new(&settings)
        .generate_tokens(&spec)
        .map_err(|error| format!("progenitor can't make a client of the description: {error}"))?;
    let mut client = syn::parse2(tokens)?;
    support::use_own(&mut client);
    rewrite::rewrite(&mut client);
    document::document(&mut client);
    mark::mark(&mut client);
    let client = prettyplease::unparse(&client);
    Ok(Generated {
        client,
        sids,
        plain_fields,
    })
}

/// A component of the description that a type of this crate stands for.
struct Replacement {
    component: String,
    rust_type: String,
    definition: String,
}

/// The components that Rust says better than a generated type: SIDs, open enums, and text that must not be logged.
///
/// # Errors
/// A component whose type would have a name that is not one in Rust.
fn replacements(description: &Value) -> Result<Vec<Replacement>, String> {
    let Some(schemas) = description
        .pointer("/components/schemas")
        .and_then(Value::as_object)
    else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (component, schema) in schemas {
        let (rust_type, definition) = if let Some(prefix) = sid_prefix(schema) {
            is_type_name(component)?;
            (
                format!("crate::sid::{component}"),
                format!("sid! {{ {component}, {prefix:?} }}\n"),
            )
        } else if let Some(known) = open_enum(schema) {
            is_type_name(known)?;
            (
                format!("crate::open::Open<crate::generated::types::{known}>"),
                String::new(),
            )
        } else if is_private_text(schema) {
            ("crate::redacted::Redacted".to_owned(), String::new())
        } else {
            continue;
        };
        found.push(Replacement {
            component: component.clone(),
            rust_type,
            definition,
        });
    }
    Ok(found)
}

/// Fails for a component whose name cannot be that of a type.
fn is_type_name(component: &str) -> Result<(), String> {
    match syn::parse_str::<syn::Ident>(component) {
        Ok(_) => Ok(()),
        Err(_) => Err(format!(
            "/components/schemas/{component}: the name must be one of a Rust type, such as \"ServiceSid\""
        )),
    }
}

/// The two letters a SID starts with; empty where any two letters do.
fn sid_prefix(schema: &Value) -> Option<&str> {
    let pattern = schema.get("pattern")?.as_str()?;
    let prefix = pattern
        .strip_prefix('^')?
        .strip_suffix("[0-9a-fA-F]{32}$")?;
    match prefix {
        "[a-zA-Z]{2}" => Some(""),
        _ if prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Some(prefix)
        }
        _ => None,
    }
}

/// The known values' component, where a schema says "one of these, or any other string".
fn open_enum(schema: &Value) -> Option<&str> {
    match schema.get("anyOf")?.as_array()?.as_slice() {
        [known, any] if any.get("type")?.as_str()? == "string" && any.get("enum").is_none() => {
            known
                .get("$ref")?
                .as_str()?
                .strip_prefix("#/components/schemas/")
        }
        _ => None,
    }
}

fn is_private_text(schema: &Value) -> bool {
    let is = |key: &str, value: &Value| schema.get(key) == Some(value);
    is("type", &"string".into())
        && (is("x-personal-data", &true.into()) || is("format", &"password".into()))
}
