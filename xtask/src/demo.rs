//! The task `demo`: the whole path, from the pages to every interaction of a service, in one run.

use crate::output::Freshness;
use crate::spec::{self, Plan};
use pages_to_openapi::describe::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::outline::Recovered;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// What `cargo xtask demo` is told.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// Walk this service of the real API, with the credentials of the environment, and not one of a
    /// sandbox
    #[arg(long, value_name = "KS…")]
    live: Option<String>,
}

/// Runs the task. It changes nothing in the checkout.
pub fn run(arguments: &Arguments) -> ExitCode {
    if let Err(faults) = tell_pages() {
        for fault in faults {
            anstream::eprintln!("{}\n", fault.styled());
        }
        return ExitCode::from(spec::FAILED);
    }
    match walk(arguments.live.as_deref()) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("demo: {error}");
            ExitCode::from(spec::FAILED)
        }
    }
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

/// Walks through the wrapper. It is a program of its own, so that a description from which no client
/// can be built never keeps `cargo xtask spec` from mending it.
fn walk(service: Option<&str>) -> io::Result<ExitCode> {
    // Beside this program, which cargo built outside of what is committed.
    let found = env::current_exe()?.with_file_name("demo.jsonl");
    for left in [&found, &found.with_extension("jsonl.cursors")] {
        if fs::exists(left)? {
            fs::remove_file(left)?;
        }
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "twilio-proxy-sandbox"])
        .args(["--example", "walk_service", "--"])
        .arg(&found)
        .args(service)
        .current_dir(spec::workspace())
        .status()?;
    if !status.success() {
        return Ok(ExitCode::from(spec::FAILED));
    }
    let lines = BufReader::new(File::open(&found)?).lines().count();
    anstream::println!("{lines} interactions in {}", found.display());
    Ok(ExitCode::SUCCESS)
}
