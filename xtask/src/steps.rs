//! Cargo commands that have to succeed one after the other.

use crate::console::{self, print};
use pages_to_openapi::diagnostic::Diagnostic;
use std::process::{Command, ExitCode, ExitStatus, Stdio};
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

    fn run(&self, environment: &[(&str, String)]) -> std::io::Result<ExitStatus> {
        let root = crate::workspace::workspace();
        let mut command = self.needs.cargo();
        // Windows replaces no program that runs, and some steps build this one.
        if cfg!(windows) {
            command.env("CARGO_TARGET_DIR", root.join("target").join("steps"));
        }
        command
            .args(self.arguments)
            .envs(self.environment.iter().copied())
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&root)
            .status()
    }
}

/// Runs every step in order and stops at the first that fails. `environment` is given to each.
pub fn run_all(steps: &[Step], environment: &[(&str, String)]) -> ExitCode {
    attempt(steps, environment).unwrap_or_else(|fault| {
        console::report(&[fault]);
        ExitCode::from(crate::exit_code::FAILED)
    })
}

fn attempt(steps: &[Step], environment: &[(&str, String)]) -> Result<ExitCode, Diagnostic> {
    let started = Instant::now();
    for (number, step) in steps.iter().enumerate() {
        let name = format!("[{}/{}] {}", number + 1, steps.len(), step.name);
        print(&format!("{name}: cargo {}\n", step.arguments.join(" ")))?;
        if let Some(missing) = step.needs.missing() {
            print(&format!("{name}: skipped, {missing} is not installed\n"))?;
            continue;
        }
        let begun = Instant::now();
        match step.run(environment) {
            Ok(status) if status.success() => {
                print(&format!("{name}: ok in {}\n", seconds(begun.elapsed())))?;
            }
            Ok(_) => {
                console::print_error(&format!(
                    "{} failed after {}; run it alone: cargo {}\n",
                    step.name,
                    seconds(begun.elapsed()),
                    step.arguments.join(" ")
                ));
                return Ok(ExitCode::FAILURE);
            }
            Err(error) => {
                console::print_error(&format!("{}: cargo can't be started: {error}\n", step.name));
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    print(&format!(
        "all checks passed in {}\n",
        seconds(started.elapsed())
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
