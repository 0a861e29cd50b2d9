//! Runs the command.

use std::process::{Command, Output, Stdio};

use twilio_proxy_sandbox::Sandbox;

/// The command for a sandbox, with no other variable of the API in its environment.
pub fn tool(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = bare(arguments);
    command
        .env("TWILIO_ACCOUNT_SID", sandbox.account_sid())
        .env("TWILIO_AUTH_TOKEN", sandbox.auth_token())
        .env("TWILIO_PROXY_BASE_URL", sandbox.base_url());
    command
}

/// The command without credentials.
pub fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twilio-proxy"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TWILIO_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs a command to its end, while the sandbox goes on serving.
pub fn run(mut command: Command) -> Output {
    tokio::task::block_in_place(|| command.output().unwrap())
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs a command that must succeed, and returns its output.
pub fn succeeds(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = run(tool(sandbox, arguments));
    assert!(output.status.success(), "{arguments:?}: {}", err(&output));
    out(&output)
}
