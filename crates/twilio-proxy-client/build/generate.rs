//! The Rust of a description: what `build.rs` writes, and what tests read without building it.

mod adapt;
mod attributes;
mod callbacks;
mod check;
mod document;
mod elements;
mod generator;
mod generator_limits;
mod mark;
mod open_enum;
mod plain_fields;
mod replacement;
mod rewrite;
mod support;

use std::error::Error;

use progenitor::{GenerationSettings, InterfaceStyle, TypeImpl};
use replacement::Replacement;
use serde_json::Value;

/// The Rust of one description.
pub struct Generated {
    /// The client, its builders and types.
    pub client: String,
    /// A line for each SID, which `src/sid.rs` makes a type of.
    pub sids: String,
    /// A line for each open enum, which `src/enums.rs` makes a type of.
    pub enums: String,
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
    let problems = match problems.is_empty() {
        true => generator_limits::generator_limits(&document),
        false => problems,
    };
    if !problems.is_empty() {
        let lines: String = problems
            .iter()
            .map(|problem| format!("\n  {problem}"))
            .collect();
        return Err(format!("no client can be generated from the description:{lines}").into());
    }
    let document = callbacks::without_callbacks(&document);
    let mut spec: openapiv3::OpenAPI = serde_json::from_value(adapt::without_uuids(&document))
        .map_err(|error| format!("the description is not OpenAPI 3.0: {error}"))?;
    adapt::adapt(&mut spec);
    let replaced = replaced_components(&document)?;
    let settings = settings(&replaced, schemars)?;
    let mut client = syn::parse2(generator::tokens(&settings, &spec)?)?;
    support::use_own(&mut client);
    rewrite::rewrite(&mut client);
    document::document(&mut client, &document);
    mark::mark(&mut client);
    let (mut sids, mut enums) = (String::new(), String::new());
    for replaced in &replaced {
        match &replaced.definition {
            Some(Definition::Sid(line)) => sids.push_str(line),
            Some(Definition::OpenEnum(line)) => enums.push_str(line),
            None => {}
        }
    }
    Ok(Generated {
        client: prettyplease::unparse(&client),
        sids,
        enums,
        plain_fields: format!("{:?}", plain_fields::plain_fields(&document)),
    })
}

/// Returns the settings of progenitor.
fn settings(
    replaced: &[ReplacedComponent],
    schemars: bool,
) -> Result<GenerationSettings, Box<dyn Error>> {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        // So that a map is written in the same order each time.
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(
            "::std::sync::Arc<dyn crate::Transport>".parse::<proc_macro2::TokenStream>()?,
        );
    // So that a listed record can be compared with a fetched one.
    settings.with_derive("PartialEq");
    if schemars {
        settings.with_derive("::schemars::JsonSchema");
    }
    for replaced in replaced {
        settings.with_replacement(
            &replaced.component,
            &replaced.rust_type,
            [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
        );
    }
    Ok(settings)
}

/// A component of the description that a type of this crate replaces.
struct ReplacedComponent {
    component: String,
    rust_type: String,
    /// The line that defines the type; `None` if the type exists already.
    definition: Option<Definition>,
}

enum Definition {
    Sid(String),
    OpenEnum(String),
}

/// Returns the components that types of this crate replace.
///
/// # Errors
/// A component whose name cannot be the name of its Rust type.
fn replaced_components(description: &Value) -> Result<Vec<ReplacedComponent>, String> {
    let schemas = description
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let mut found = Vec::new();
    for (component, schema) in schemas.into_iter().flatten() {
        let Some(replacement) = Replacement::of(schema) else {
            continue;
        };
        let (rust_type, definition) = match replacement {
            Replacement::Sid { prefix } => {
                check_type_name(component)?;
                let line = format!("sid! {{ {component}, {prefix:?} }}\n");
                (
                    format!("crate::sid::{component}"),
                    Some(Definition::Sid(line)),
                )
            }
            Replacement::OpenEnum { values } => {
                check_type_name(component)?;
                let line = open_enum::definition(component, schema, &values);
                (
                    format!("crate::enums::{component}"),
                    Some(Definition::OpenEnum(line)),
                )
            }
            Replacement::Redacted => ("crate::redacted::Redacted".to_owned(), None),
            Replacement::Text => ("::std::string::String".to_owned(), None),
        };
        found.push(ReplacedComponent {
            component: component.clone(),
            rust_type,
            definition,
        });
    }
    Ok(found)
}

/// Fails if the name of a component cannot be the name of a Rust type.
fn check_type_name(component: &str) -> Result<(), String> {
    match syn::parse_str::<syn::Ident>(component) {
        Ok(_) => Ok(()),
        Err(_) => Err(format!(
            "/components/schemas/{component}: the name must be one of a Rust type, such as \"ServiceSid\""
        )),
    }
}
