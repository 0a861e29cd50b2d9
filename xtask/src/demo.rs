//! The task `demo`: the whole path, from the pages to every interaction of a service, in one run.

use crate::console::{self, print};
use crate::output::Freshness;
use crate::spec::{self, Plan};
use pages_to_openapi::convert::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::outline::Recovered;
use pages_to_openapi::terminal::{escaped, escaped_line};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode};
use std::{env, fs};

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
        console::report(&faults);
        return ExitCode::from(crate::exit_code::FAILED);
    }
    match walk(arguments.live.as_deref()) {
        Ok(code) => code,
        Err(error) => {
            console::print_error(&format!("demo: {}\n", escaped(&error.to_string())));
            ExitCode::from(crate::exit_code::FAILED)
        }
    }
}

/// Says what the pages gave, and whether the committed description says the same.
fn tell_pages() -> Result<(), Vec<Diagnostic>> {
    let plan = Plan::of(&spec::Arguments::default());
    let pages = plan.pages()?;
    for page in &pages {
        let found = Recovered::of(&describe(std::slice::from_ref(page))?.document);
        print(&format!(
            "{}: parameters {}, schemas {}, properties {}, formats {}, patterns {}\n",
            escaped_line(&page.file),
            found.parameters,
            found.schemas,
            found.properties,
            found.formats,
            found.patterns,
        ))
        .map_err(|fault| vec![fault])?;
    }
    print(match plan.freshness()? {
        Freshness::UpToDate => "openapi/twilio-proxy.json is up to date\n",
        Freshness::OutOfDate(_) => {
            "openapi/twilio-proxy.json is out of date: run `cargo xtask spec`; \
             what follows is built from it as it is\n"
        }
    })
    .map_err(|fault| vec![fault])
}

/// Walks through the wrapper. It is a program of its own, so that a description from which no client
/// can be built never keeps `cargo xtask spec` from mending it.
fn walk(service: Option<&str>) -> Result<ExitCode, Box<dyn Error>> {
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
        .current_dir(crate::workspace::workspace())
        .status()?;
    if !status.success() {
        return Ok(ExitCode::from(crate::exit_code::FAILED));
    }
    let lines = BufReader::new(File::open(&found)?).lines().count();
    let found = found.display().to_string();
    print(&format!(
        "{lines} interactions in {}\n",
        escaped_line(&found)
    ))?;
    Ok(ExitCode::SUCCESS)
}
