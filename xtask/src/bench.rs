//! The task `bench`: every benchmark, each figure beside its reference, and BENCHMARKS.md written from them.

mod build;
mod figures;
mod machine;
mod rows;
mod table;

use crate::console;
use crate::output;
use figures::Figures;
use pages_to_openapi::terminal::escaped;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `cargo xtask bench` is told.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// The date that the report bears
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: chrono::NaiveDate,
    /// A Python that has the vendor's package `twilio`; without it, their client is left out
    #[arg(long, value_name = "FILE")]
    python: Option<PathBuf>,
    /// A folder `node_modules` that has the vendor's package `twilio`; without it, their client is left out
    #[arg(long, value_name = "FOLDER")]
    node_modules: Option<PathBuf>,
    /// The crate that openapi-generator makes of `openapi/twilio-proxy.json`; without it, clean builds are left out
    #[arg(long, value_name = "FOLDER")]
    openapi_generator: Option<PathBuf>,
}

/// Measures, and writes what came out between the marks in BENCHMARKS.md.
pub fn run(arguments: &Arguments) -> ExitCode {
    match measured(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::print_error(&format!("bench: {}\n", escaped(&error.to_string())));
            ExitCode::from(crate::exit_code::FAILED)
        }
    }
}

fn measured(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let report = crate::workspace::workspace().join("BENCHMARKS.md");
    // Read first, so that an hour of measuring is not lost to a missing file.
    let text = std::fs::read_to_string(&report)
        .map_err(|error| format!("{} can't be read: {error}", report.display()))?;
    let around = table::Around::of(&text)?;
    if let Some(folder) = &arguments.openapi_generator
        && !folder.join("Cargo.toml").is_file()
    {
        return Err(format!(
            "{} holds no crate: name what openapi-generator wrote",
            folder.display()
        )
        .into());
    }
    let figures = Figures::measured(
        arguments.python.as_deref(),
        arguments.node_modules.as_deref(),
    )?;
    let builds = match &arguments.openapi_generator {
        Some(folder) => Some(build::both(folder)?),
        None => None,
    };
    let rows = rows::rows(&figures, builds.as_ref())?;
    let machine = machine::described(arguments.date)?;
    let text = around.with(&format!("{machine}{}", left_out(arguments)), &rows);
    output::write(&report, &text)?;
    console::print(&escaped(&table::markdown(&rows)))?;
    Ok(())
}

/// What was not measured, since nobody named it.
fn left_out(arguments: &Arguments) -> String {
    let named = [
        (arguments.python.is_some(), "the vendor's Python client"),
        (arguments.node_modules.is_some(), "the vendor's Node client"),
        (arguments.openapi_generator.is_some(), "clean builds"),
    ];
    let missing: Vec<_> = named
        .iter()
        .filter(|(named, _)| !named)
        .map(|(_, what)| *what)
        .collect();
    if missing.is_empty() {
        String::new()
    } else {
        format!(" Left out: {}.", missing.join(", "))
    }
}
