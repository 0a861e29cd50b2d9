//! The task `diff`: what a change of the description means for those who depend on the client.

mod git;
mod markdown;
mod meaning;
mod row;
mod rust;
mod second_look;
mod source;
mod table;
mod version;
mod walk;

use crate::console::{self, print};
use crate::diagnostic::Diagnostic;
use crate::spec::FAILED;
use meaning::Documents;
pub use row::{Comparison, Row, Verdict};
use serde_json::Value;
use source::{Compared, Gate};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
pub use table::{Format, told};
pub use version::Asked;

/// Exit code for a description that changed and broke nothing.
pub const CHANGED: u8 = 4;
/// Exit code for a description that broke.
pub const BROKE: u8 = 5;

/// What a fault of the old description calls it.
const OLD: &str = "the old description";

/// What `cargo xtask diff` is told.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "Exit codes: 0 no change, 4 changed, 5 breaking, 100 failed.")]
pub struct Arguments {
    /// Two descriptions to compare instead of the repository's own: files, or pipes of the shell such as
    /// `<(git show …)`.
    #[arg(value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["base", "gate"])]
    pub files: Vec<PathBuf>,
    /// Compare openapi/twilio-proxy.json with what it was at this git revision. Left out, it is the
    /// last release tag (vX.Y.Z), else HEAD.
    #[arg(long, value_name = "REV", conflicts_with = "gate")]
    pub base: Option<String>,
    /// Exit with 5 only where the description broke since the last release tag and the version in
    /// Cargo.toml does not say so, else with 0.
    #[arg(long)]
    pub gate: bool,
    /// How the changes are told on standard output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Compares two descriptions: every difference is a row.
///
/// # Errors
/// One of them is no OpenAPI description.
pub fn compare(old: &Value, new: &Value) -> Result<Comparison, Diagnostic> {
    for (name, document) in [(OLD, old), ("the new description", new)] {
        if !document.get("openapi").is_some_and(Value::is_string) {
            return Err(Diagnostic::of_file(
                name,
                "it is no OpenAPI description: there is no text `openapi` in it",
                "name a description of OpenAPI 3",
            ));
        }
    }
    let documents = Documents { old, new };
    let changes = walk::changes(old, new);
    let rows = changes.iter().map(|change| meaning::row(documents, change));
    let mut rows: Vec<Row> = rows.collect();
    rows.extend(second_look::rows(old, new, &changes));
    Ok(Comparison::of(rows))
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
        return pass(source::gate(here)?, arguments.format);
    }
    let Compared { comparison, asked } = match arguments.files.as_slice() {
        [old, new] => Compared {
            comparison: source::files(old, new)?,
            asked: None,
        },
        _ => source::revision(here, arguments.base.as_deref())?,
    };
    print(&told(&comparison, asked.as_ref(), arguments.format))?;
    Ok(match comparison.verdict() {
        None => ExitCode::SUCCESS,
        Some(Verdict::Breaking) => ExitCode::from(BROKE),
        Some(_) => ExitCode::from(CHANGED),
    })
}

/// Says what the gate decides, and why.
fn pass(gate: Gate, format: Format) -> Result<ExitCode, Diagnostic> {
    let Gate::Decided {
        release,
        comparison,
        asked,
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
    if asked.is_met_by(version) {
        print(&format!(
            "the description broke in {count} places since {}, and version {version} says so\n",
            release.tag
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let broke = comparison.of_verdict(Verdict::Breaking).cloned().collect();
    print(&told(&Comparison::of(broke), Some(asked), format))?;
    let fault = Diagnostic::of_file(
        "Cargo.toml",
        format!(
            "the description broke since {}, and the crates' version {version} does not say so",
            release.tag
        ),
        format!(
            "set `version` in [workspace.package] to {}, or take the changes back",
            asked.version
        ),
    );
    console::report(&[fault]);
    Ok(ExitCode::from(BROKE))
}
