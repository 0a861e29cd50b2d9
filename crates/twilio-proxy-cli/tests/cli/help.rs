//! What `--help` says.

use crate::tool::{bare, out};

fn help(command: &str) -> String {
    let mut arguments: Vec<_> = command.split_whitespace().collect();
    arguments.push("--help");
    let mut command = bare(&arguments);
    let output = command.output().unwrap();
    assert!(output.status.success());
    out(&output)
}

#[test]
fn the_help_of_the_command_and_its_groups() {
    let commands = [
        "",
        "export",
        "interactions",
        "message-interactions",
        "participants",
        "phone-numbers",
        "services",
        "sessions",
        "sessions list",
        "sessions create",
        "sessions delete",
        "webhook verify",
        "sandbox",
    ];
    let texts: Vec<_> = commands
        .iter()
        .map(|command| format!("$ twilio-proxy {command} --help\n{}", help(command)))
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn each_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = bare(&["completions", shell]).output().unwrap();
        assert!(output.status.success());
        assert!(out(&output).contains("message-interactions"), "{shell}");
    }
}
