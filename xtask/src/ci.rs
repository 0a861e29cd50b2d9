//! The task `ci`: everything that a change must pass.

use crate::steps::{Needs, Step, run_all};
use std::process::ExitCode;

const STEPS: &[Step] = &[
    Step::new("fmt", &["fmt", "--all", "--check"]),
    Step::new(
        "clippy",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ],
    ),
    Step {
        // Snapshots are compared, never written.
        environment: &[("INSTA_UPDATE", "no")],
        ..Step::new("test", &["test", "--workspace", "--locked"])
    },
    Step {
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
        ..Step::new(
            "doc",
            &[
                "doc",
                "--workspace",
                "--no-deps",
                "--features",
                "twilio-proxy/schemars",
                "--locked",
            ],
        )
    },
    Step {
        needs: Needs::Tool("hack"),
        ..Step::new(
            "features",
            &[
                "hack",
                "clippy",
                "--feature-powerset",
                "--package",
                "twilio-proxy",
                "--package",
                "twilio-proxy-client",
                "--locked",
                "--",
                "-D",
                "warnings",
            ],
        )
    },
    Step {
        needs: Needs::Toolchain("1.88"),
        ..Step::new(
            "msrv",
            &[
                "check",
                "--workspace",
                "--all-targets",
                "--features",
                "twilio-proxy/schemars",
                "--locked",
                "--target-dir",
                "target/msrv",
            ],
        )
    },
    Step::new("spec", &["xtask", "spec", "--check"]),
    Step::new("diff", &["xtask", "diff", "--gate"]),
    Step {
        // Without advisories, which need a download from GitHub: the workflow checks them.
        needs: Needs::Tool("deny"),
        ..Step::new(
            "deny",
            &[
                "deny",
                "--all-features",
                "check",
                "licenses",
                "bans",
                "sources",
            ],
        )
    },
];

/// Runs every check in order and stops at the first that fails.
pub fn run() -> ExitCode {
    run_all(STEPS, &[])
}
