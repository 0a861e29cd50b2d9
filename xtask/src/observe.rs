//! The task `observe`: compares a description with recorded traffic.

use crate::console::{self, print};
use crate::exit_code::FAILED;
use crate::json_file::{bytes, parsed};
use crate::output;
use crate::path_text::with_slashes;
use crate::workspace::workspace;
use openapi_observe::{Format, Host, ObserveError, Options, Recording, observe, render};
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit code for differences.
pub const DIFFERENT: u8 = 4;

/// The arguments of `cargo xtask observe`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Exit codes: 0 no difference, 4 differences, 100 failed.")]
pub struct Arguments {
    /// Recordings in the format HAR 1.2: of a browser, of mitmproxy, or of `twilio-proxy --record`.
    #[arg(required = true, value_name = "FILE.har")]
    pub files: Vec<PathBuf>,
    /// The description to compare with. The default is openapi/twilio-proxy.json.
    #[arg(long, value_name = "FILE")]
    pub description: Option<PathBuf>,
    /// The output format.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Write the overlay actions that make the description agree with the recordings, each with its
    /// evidence.
    #[arg(long, value_name = "FILE")]
    pub overlay: Option<PathBuf>,
    /// Compare the exchanges with this host too. Those with the description's servers and with this
    /// machine are always compared. The option may be repeated.
    #[arg(long, value_name = "HOST[:PORT]")]
    pub host: Vec<Host>,
}

/// Runs the task: 0 no difference, 4 differences, 100 failed.
pub fn run(arguments: &Arguments) -> ExitCode {
    attempt(arguments).unwrap_or_else(|problem| {
        console::report(&[problem]);
        ExitCode::from(FAILED)
    })
}

fn attempt(arguments: &Arguments) -> Result<ExitCode, Diagnostic> {
    let own = || workspace().join("openapi/twilio-proxy.json");
    let description_file = arguments.description.clone().unwrap_or_else(own);
    let description = parsed(&with_slashes(&description_file), &bytes(&description_file)?)?;
    let files = arguments
        .files
        .iter()
        .map(|path| Ok((with_slashes(path), bytes(path)?)));
    let files: Vec<(String, Vec<u8>)> = files.collect::<Result<_, Diagnostic>>()?;
    let recordings: Vec<Recording<'_>> = files
        .iter()
        .map(|(name, bytes)| Recording { name, bytes })
        .collect();
    let options = Options {
        hosts: arguments.host.clone(),
    };
    let observation = observe(&description, &recordings, &options)
        .map_err(|error| problem(error, &description_file))?;
    print(&render(&observation, arguments.format))?;
    if arguments.format == Format::Json {
        // The list has rows only.
        for line in observation.skipped_lines() {
            console::print_error(&format!("{line}\n"));
        }
    }
    if let Some(path) = &arguments.overlay {
        match observation.overlay() {
            Some(overlay) => output::write(path, &overlay)?,
            None => {
                console::print_error("no overlay is written: the description needs no change\n")
            }
        }
    }
    Ok(match observation.rows.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(DIFFERENT),
    })
}

fn problem(error: ObserveError, description: &Path) -> Diagnostic {
    match error {
        ObserveError::NotADescription => Diagnostic::of_file(
            with_slashes(description),
            error.to_string(),
            "name an OpenAPI description as JSON",
        ),
        ObserveError::NotHar { file, message } => {
            Diagnostic::of_file(file, message, "record the exchanges again as HAR 1.2")
        }
    }
}
