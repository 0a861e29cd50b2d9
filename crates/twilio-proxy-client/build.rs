//! Turns `openapi.json` into the Rust of `src/generated.rs`, by progenitor.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TypeImpl};
use serde_json::Value;

#[path = "build/rewrite.rs"]
mod rewrite;

/// What `openapi.json` is in the repository: a link to the one description.
const DESCRIPTION: &str = "openapi.json";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={DESCRIPTION}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twilio-proxy-client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Box<dyn Error>> {
    let text = read_description(Path::new(DESCRIPTION))?;
    let spec: openapiv3::OpenAPI = serde_json::from_str(&text)
        .map_err(|error| format!("{DESCRIPTION} is no OpenAPI 3.0 description: {error}"))?;
    let replacements = replacements(&serde_json::from_str(&text)?);

    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        // So that a map is written in the same order each time.
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(
            "::std::sync::Arc<dyn crate::Transport>".parse::<proc_macro2::TokenStream>()?,
        );
    if env::var_os("CARGO_FEATURE_SCHEMARS").is_some() {
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
        .map_err(|error| format!("progenitor can't make a client of {DESCRIPTION}: {error}"))?;
    // What the generated code takes of progenitor comes by way of a module of ours, which has forms of its own.
    let mut client = syn::parse2(tokens)?;
    rewrite::rewrite(&mut client);
    let client = prettyplease::unparse(&client).replace("progenitor_client::", "crate::support::");

    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run by cargo")?);
    fs::write(out.join("client.rs"), client)?;
    fs::write(out.join("sids.rs"), sids)?;
    Ok(())
}

fn read_description(path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    if text.trim_end().ends_with(".json") {
        return Err(format!(
            "{} holds the text of a symbolic link instead of the description: this checkout has no symbolic links. \
             Switch them on (`git config core.symlinks true`, on Windows with developer mode) and check the file out \
             again, or copy openapi/twilio-proxy.json over it",
            path.display()
        )
        .into());
    }
    Ok(text)
}

/// A component of the description that a type of this crate stands for.
struct Replacement {
    component: String,
    rust_type: String,
    definition: String,
}

/// The components that Rust says better than a generated type: SIDs, open enums, and text that must not be logged.
fn replacements(description: &Value) -> Vec<Replacement> {
    let Some(schemas) = description
        .pointer("/components/schemas")
        .and_then(Value::as_object)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (component, schema) in schemas {
        let (rust_type, definition) = if let Some(prefix) = sid_prefix(schema) {
            (
                format!("crate::sid::{component}"),
                format!("sid! {{ {component}, {prefix:?} }}\n"),
            )
        } else if let Some(known) = open_enum(schema) {
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
    found
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
