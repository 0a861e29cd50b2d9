//! The task `soak`: what takes too long for every change.

use crate::steps::{Step, run_all};
use std::process::ExitCode;

/// What `cargo xtask soak` is told.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// How often every fault of a server is run, each time at other places of a listing: about two
    /// seconds a run.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    runs: u32,
}

const STEPS: &[Step] = &[
    Step::new(
        "faults",
        &[
            "test",
            "--release",
            "--package",
            "twilio-proxy-tests",
            "--locked",
            "--",
            "--ignored",
            "soak",
            "--nocapture",
        ],
    ),
    Step::new(
        "generator",
        &[
            "test",
            "--package",
            "pages-to-openapi",
            "--test",
            "generator",
            "--locked",
            "--",
            "--ignored",
        ],
    ),
    Step::new(
        "surface",
        &[
            "test",
            "--package",
            "xtask",
            "--test",
            "surface",
            "--locked",
            "--",
            "--ignored",
        ],
    ),
    Step::new(
        "products",
        &[
            "test",
            "--package",
            "xtask",
            "--test",
            "other_products",
            "--locked",
            "--",
            "--ignored",
        ],
    ),
];

/// Runs every step in order and stops at the first that fails.
pub fn run(arguments: &Arguments) -> ExitCode {
    run_all(STEPS, &[("SOAK_RUNS", arguments.runs.to_string())])
}
