#![forbid(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]
//! Tasks of the workspace: `cargo xtask --help`.

use clap::{Parser, Subcommand};
use pages_to_openapi::terminal;
use std::process::ExitCode;
use xtask::console;
use xtask::exit_code::FAILED;

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
    /// Compare the description with recorded traffic, and say where they disagree.
    Observe(xtask::observe::Arguments),
    /// Show the whole path: the page, the description, and a listing on a sandbox.
    Demo,
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
        Err(message) => return no_task(message),
    };
    match arguments.task {
        Task::Spec(arguments) => xtask::spec::run(&arguments),
        Task::Diff(arguments) => xtask::diff::run(&arguments),
        Task::Observe(arguments) => xtask::observe::run(&arguments),
        Task::Demo => xtask::demo::run(),
        Task::Ci => xtask::ci::run(),
        Task::Bench(arguments) => xtask::bench::run(&arguments),
        Task::Soak(arguments) => xtask::soak::run(&arguments),
    }
}

/// Prints the help, or the error in the arguments.
fn no_task(message: clap::Error) -> ExitCode {
    if message.use_stderr() {
        console::print_error(&visible(message).render().ansi().to_string());
        return ExitCode::from(FAILED);
    }
    match console::print(&message.render().ansi().to_string()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            console::report(&[fault]);
            ExitCode::from(FAILED)
        }
    }
}

/// Returns the error for the same arguments with their control characters escaped, because clap repeats arguments
/// unchanged.
fn visible(message: clap::Error) -> clap::Error {
    let arguments = std::env::args_os().map(|argument| {
        let argument = argument.to_string_lossy();
        terminal::escaped_line(&argument).into_owned()
    });
    Arguments::try_parse_from(arguments)
        .err()
        .unwrap_or(message)
}
