//! The task `diff`: reports the consequences of a changed description for users of the client.

mod git;
mod origins;
mod own_types;
pub(crate) mod report;
mod source;

pub use own_types::OPTIONS;

use crate::console::{self, print};
use crate::exit_code::FAILED;
use openapi_rust_diff::{Comparison, Format, Verdict, render};
use pages_to_openapi::diagnostic::Diagnostic;
use report::Report;
use source::{Compared, Gate};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit code for changes that break nothing.
pub const CHANGED: u8 = 4;
/// The exit code for breaking changes.
pub const BROKE: u8 = 5;

/// The arguments of `cargo xtask diff`.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "Exit codes: 0 no change, 4 changed, 5 breaking, 100 failed.")]
pub struct Arguments {
    /// Two descriptions to compare instead of the repository's own: files, or pipes of the shell such as
    /// `<(git show …)`.
    #[arg(value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["base", "gate"])]
    pub files: Vec<PathBuf>,
    /// Compare openapi/twilio-proxy.json with this git revision. The default is the last release
    /// tag (vX.Y.Z), or else HEAD.
    #[arg(long, value_name = "REV", conflicts_with = "gate")]
    pub base: Option<String>,
    /// Exit with 5 only if the description broke since the last release tag and the version in
    /// Cargo.toml is too low for that, else with 0.
    #[arg(long)]
    pub gate: bool,
    /// The output format.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// Also write the comparison to a file. Its ending chooses the format: .html, .htm, .json, .md or .txt.
    #[arg(long, value_name = "FILE", conflicts_with = "gate")]
    pub report: Option<PathBuf>,
}

/// Runs the task: 0 no change, 4 changed, 5 breaking, 100 failed.
pub fn run(arguments: &Arguments) -> ExitCode {
    attempt(arguments).unwrap_or_else(|fault| {
        console::report(&[fault]);
        ExitCode::from(FAILED)
    })
}

fn attempt(arguments: &Arguments) -> Result<ExitCode, Diagnostic> {
    let here = Path::new(".");
    if arguments.gate {
        return decide(source::gate(here)?, arguments.format);
    }
    let report = arguments.report.as_deref().map(Report::at).transpose()?;
    let Compared {
        comparison,
        required,
    } = match arguments.files.as_slice() {
        [old, new] => source::files(old, new)?,
        _ => source::revision(here, arguments.base.as_deref())?,
    };
    if let Some(report) = report {
        report.write(&comparison, required.as_ref())?;
    }
    print(&render(&comparison, required.as_ref(), arguments.format))?;
    Ok(match comparison.verdict() {
        None => ExitCode::SUCCESS,
        Some(Verdict::Breaking) => ExitCode::from(BROKE),
        Some(_) => ExitCode::from(CHANGED),
    })
}

/// Prints the decision of the gate with its reason.
fn decide(gate: Gate, format: Format) -> Result<ExitCode, Diagnostic> {
    let Gate::Decided {
        release,
        comparison,
        required,
        version,
    } = &gate
    else {
        if let Gate::Open(why) = gate {
            print(&format!("{why}\n"))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    if comparison.verdict() != Some(Verdict::Breaking) {
        print(&format!(
            "the description broke nothing since {}\n",
            release.tag
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let count = comparison.of_verdict(Verdict::Breaking).count();
    if required.is_satisfied_by(version) {
        print(&format!(
            "the description broke in {count} places since {}, and version {version} says so\n",
            release.tag
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let breaking = comparison.of_verdict(Verdict::Breaking).cloned().collect();
    print(&render(&Comparison::new(breaking), Some(required), format))?;
    let fault = Diagnostic::of_file(
        "Cargo.toml",
        format!(
            "the description broke since {}, and the crates' version {version} does not say so",
            release.tag
        ),
        format!(
            "set `version` in [workspace.package] to {}, or take the changes back",
            required.version
        ),
    );
    console::report(&[fault]);
    Ok(ExitCode::from(BROKE))
}
