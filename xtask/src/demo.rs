//! The task `demo`: the whole path, from the page to a listing, in one run.

use crate::describe::describe;
use crate::diagnostic::Diagnostic;
use crate::outline::Recovered;
use crate::output::Freshness;
use crate::spec::{self, Plan};
use std::process::{Command, ExitCode};

/// What `cargo xtask demo` is told: the listing program's own arguments.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// `--live --service KS… --session KC… --participant KP…` lists from the real API, with the
    /// credentials of the environment; nothing lists from a sandbox.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "--live …"
    )]
    listing: Vec<String>,
}

/// Runs the task. It changes nothing in the checkout.
pub fn run(arguments: &Arguments) -> ExitCode {
    if let Err(faults) = tell_pages() {
        for fault in faults {
            anstream::eprintln!("{}\n", fault.styled());
        }
        return ExitCode::from(spec::FAILED);
    }
    list(&arguments.listing)
}

/// Says what the pages gave, and whether the committed description says the same.
fn tell_pages() -> Result<(), Vec<Diagnostic>> {
    let plan = Plan::of(&spec::Arguments::default());
    let pages = plan.pages()?;
    for page in &pages {
        let found = Recovered::of(&describe(std::slice::from_ref(page))?.document);
        anstream::println!(
            "{}: parameters {}, schemas {}, properties {}, formats {}, patterns {}",
            page.file,
            found.parameters,
            found.schemas,
            found.properties,
            found.formats,
            found.patterns,
        );
    }
    match plan.freshness()? {
        Freshness::UpToDate => anstream::println!("openapi/twilio-proxy.json is up to date"),
        Freshness::OutOfDate(_) => anstream::println!(
            "openapi/twilio-proxy.json is out of date: run `cargo xtask spec`; \
             what follows is built from it as it is"
        ),
    }
    Ok(())
}

/// Lists through the wrapper. It is a program of its own, so that a description from which no client
/// can be built never keeps `cargo xtask spec` from mending it.
fn list(arguments: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "twilio-proxy-sandbox"])
        .args(["--example", "list_message_interactions", "--"])
        .args(arguments)
        .current_dir(spec::workspace())
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(spec::FAILED),
        Err(error) => {
            anstream::eprintln!("demo: cargo can't be started: {error}");
            ExitCode::from(spec::FAILED)
        }
    }
}
