//! Turns `openapi.json` into the Rust of `src/generated.rs`, by progenitor.

#[path = "build/generate.rs"]
mod generate;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// What `openapi.json` is in the repository: a link to the one description.
const DESCRIPTION: &str = "openapi.json";

fn main() -> ExitCode {
    for input in [DESCRIPTION, "build.rs", "build"] {
        println!("cargo::rerun-if-changed={input}");
    }
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twilio-proxy-client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let text = read_description(Path::new(DESCRIPTION))?;
    let schemars = env::var_os("CARGO_FEATURE_SCHEMARS").is_some();
    let generated =
        generate::generate(&text, schemars).map_err(|error| format!("{DESCRIPTION}: {error}"))?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run by cargo")?);
    fs::write(out.join("client.rs"), generated.client)?;
    fs::write(out.join("sids.rs"), generated.sids)?;
    fs::write(out.join("enums.rs"), generated.enums)?;
    fs::write(out.join("plain_fields.rs"), generated.plain_fields)?;
    Ok(())
}

fn read_description(path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    if text.trim_end().ends_with(".json") {
        return Err(format!(
            "{} holds the text of a symbolic link instead of the description: this checkout has no symbolic links. \
             Switch them on (`git config core.symlinks true`, on Windows with developer mode) and check the file out \
             again (`git checkout -- crates/twilio-proxy-client/openapi.json`), or copy openapi/twilio-proxy.json over it",
            path.display()
        )
        .into());
    }
    Ok(text)
}
