#![forbid(unsafe_code)]
//! Tasks of the workspace: `cargo xtask --help`.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tasks of the twilio-proxy workspace.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the OpenAPI description from documentation pages and an overlay.
    Spec(xtask::spec::Arguments),
    /// Say what a change of the description means for a Rust user, and which version it asks for.
    Diff(xtask::diff::Arguments),
    /// Show the whole path: the page, the description, and a listing on a sandbox.
    Demo(xtask::demo::Arguments),
    /// Run everything that a change must pass, in order, and stop at the first failure.
    Ci,
    /// Measure against what one would use instead, and write the figures to BENCHMARKS.md.
    Bench(xtask::bench::Arguments),
    /// Run what takes too long for every change: faults at random places, clients of random pages.
    Soak(xtask::soak::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => {
            let _ = told.print();
            // Help was asked for; anything else is a failure.
            return ExitCode::from(if told.use_stderr() {
                xtask::spec::FAILED
            } else {
                0
            });
        }
    };
    match arguments.task {
        Task::Spec(arguments) => xtask::spec::run(&arguments),
        Task::Diff(arguments) => xtask::diff::run(&arguments),
        Task::Demo(arguments) => xtask::demo::run(&arguments),
        Task::Ci => xtask::ci::run(),
        Task::Bench(arguments) => xtask::bench::run(&arguments),
        Task::Soak(arguments) => xtask::soak::run(&arguments),
    }
}
