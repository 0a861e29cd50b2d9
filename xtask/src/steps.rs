//! Cargo commands that have to succeed one after the other.

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// One thing that has to hold before a change lands.
pub struct Step {
    /// What it is called in the report.
    pub name: &'static str,
    /// What cargo is told.
    pub arguments: &'static [&'static str],
    /// Variables that it is given.
    pub environment: &'static [(&'static str, &'static str)],
    /// What not every machine has; without it the step is left out, and said to be.
    pub needs: Needs,
}

/// What a step needs besides cargo itself.
#[derive(Debug, Clone, Copy)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A subcommand of cargo's, such as `deny`.
    Tool(&'static str),
    /// Another toolchain, by its name with rustup; the step is run with that.
    Toolchain(&'static str),
}

impl Needs {
    fn cargo(self) -> Command {
        match self {
            Self::Toolchain(toolchain) => {
                let mut command = Command::new("rustup");
                command.args(["run", toolchain, "cargo"]);
                command
            }
            Self::Nothing | Self::Tool(_) => {
                Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            }
        }
    }

    /// What is missing on this machine.
    fn missing(self) -> Option<String> {
        let (tool, name) = match self {
            Self::Nothing => return None,
            Self::Tool(tool) => (Some(tool), format!("cargo-{tool}")),
            Self::Toolchain(toolchain) => (None, format!("the toolchain {toolchain}")),
        };
        let there = self
            .cargo()
            .args(tool)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        (!there).then_some(name)
    }
}

impl Step {
    /// A step that needs nothing but cargo itself.
    pub const fn new(name: &'static str, arguments: &'static [&'static str]) -> Self {
        Self {
            name,
            arguments,
            environment: &[],
            needs: Needs::Nothing,
        }
    }
}

/// Runs every step in order and stops at the first that fails. `environment` is given to each.
pub fn run_all(steps: &[Step], environment: &[(&str, String)]) -> ExitCode {
    let root = crate::spec::workspace();
    let started = Instant::now();
    for (number, step) in steps.iter().enumerate() {
        println!(
            "[{}/{}] {}: cargo {}",
            number + 1,
            steps.len(),
            step.name,
            step.arguments.join(" ")
        );
        if let Some(missing) = step.needs.missing() {
            println!(
                "[{}/{}] {}: skipped, {missing} is not installed",
                number + 1,
                steps.len(),
                step.name
            );
            continue;
        }
        let begun = Instant::now();
        let mut command = step.needs.cargo();
        // Windows replaces no program that runs, and some steps build this one.
        if cfg!(windows) {
            command.env("CARGO_TARGET_DIR", root.join("target").join("steps"));
        }
        let status = command
            .args(step.arguments)
            .envs(step.environment.iter().copied())
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&root)
            .status();
        match status {
            Ok(status) if status.success() => println!(
                "[{}/{}] {}: ok in {}",
                number + 1,
                steps.len(),
                step.name,
                seconds(begun.elapsed())
            ),
            Ok(_) => {
                eprintln!(
                    "{} failed after {}; run it alone: cargo {}",
                    step.name,
                    seconds(begun.elapsed()),
                    step.arguments.join(" ")
                );
                return ExitCode::FAILURE;
            }
            Err(error) => {
                eprintln!("{}: cargo can't be started: {error}", step.name);
                return ExitCode::FAILURE;
            }
        }
    }
    println!("all checks passed in {}", seconds(started.elapsed()));
    ExitCode::SUCCESS
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
