//! The Rust of a description: what `build.rs` writes, and what tests read without building it.

mod attributes;
mod document;
mod mark;
mod replacement;
mod rewrite;

use std::error::Error;

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use replacement::Replacement;
use serde_json::Value;

/// The Rust of one description.
pub struct Generated {
    /// The client, its builders and types.
    pub client: String,
    /// A line for each SID, which `src/sid.rs` makes a type of.
    pub sids: String,
}

/// Makes the Rust of a description, where `schemars` with types that state their JSON Schema.
pub fn generate(description: &str, schemars: bool) -> Result<Generated, Box<dyn Error>> {
    let spec: openapiv3::OpenAPI = serde_json::from_str(description)
        .map_err(|error| format!("the description is no OpenAPI 3.0: {error}"))?;
    let replaced = replaced_components(&serde_json::from_str(description)?);

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
    for replaced in &replaced {
        settings.with_replacement(
            &replaced.component,
            &replaced.rust_type,
            [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
        );
        sids.push_str(&replaced.definition);
    }

    let tokens = Generator::new(&settings)
        .generate_tokens(&spec)
        .map_err(|error| format!("progenitor can't make a client of the description: {error}"))?;
    // What the generated code takes of progenitor comes by way of a module of ours, which has forms of its own.
    let mut client = syn::parse2(tokens)?;
    rewrite::rewrite(&mut client);
    document::document(&mut client);
    mark::mark(&mut client);
    let client = prettyplease::unparse(&client).replace("progenitor_client::", "crate::support::");
    Ok(Generated { client, sids })
}

/// A component of the description that a type of this crate replaces.
struct ReplacedComponent {
    component: String,
    rust_type: String,
    /// The line that defines the type; empty if the type exists already.
    definition: String,
}

fn replaced_components(description: &Value) -> Vec<ReplacedComponent> {
    let schemas = description
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let replaced = |(component, schema): (&String, &Value)| {
        let (rust_type, definition) = match Replacement::of(schema)? {
            Replacement::Sid { prefix } => (
                format!("crate::sid::{component}"),
                format!("sid! {{ {component}, {prefix:?} }}\n"),
            ),
            Replacement::OpenEnum { known } => (
                format!("crate::open::Open<crate::generated::types::{known}>"),
                String::new(),
            ),
            Replacement::Redacted => ("crate::redacted::Redacted".to_owned(), String::new()),
        };
        Some(ReplacedComponent {
            component: component.clone(),
            rust_type,
            definition,
        })
    };
    schemas.into_iter().flatten().filter_map(replaced).collect()
}
