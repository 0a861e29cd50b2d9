//! The steps of a workflow, run on this machine.

use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// Returns the steps of a workflow's first job.
pub fn steps(workflow: &str) -> Vec<Value> {
    let workflow: Value = serde_yaml_ng::from_str(workflow).unwrap();
    let jobs = workflow.get("jobs").unwrap().as_object().unwrap();
    let steps = jobs.values().next().unwrap().get("steps").unwrap();
    steps.as_array().unwrap().clone()
}

/// Returns a member of the step with this name.
pub fn member<'a>(steps: &'a [Value], name: &str, pointer: &str) -> &'a str {
    let is_named = |step: &&Value| step.get("name").and_then(Value::as_str) == Some(name);
    let step = steps.iter().find(is_named).unwrap();
    step.pointer(pointer).unwrap().as_str().unwrap()
}

/// Returns the path that the workflow keeps as an artifact.
pub fn artifact(steps: &[Value]) -> &str {
    let uses = |step: &&Value| {
        let action = step.get("uses").and_then(Value::as_str);
        action.is_some_and(|action| action.starts_with("actions/upload-artifact@"))
    };
    let step = steps.iter().find(uses).unwrap();
    step.pointer("/with/path").unwrap().as_str().unwrap()
}

/// Runs a script as GitHub does. `program` is a command of the script, and the shell text that stands in for it.
pub fn run(
    folder: &Path,
    script: &str,
    (name, stand_in): (&str, &str),
    environment: &[(&str, &str)],
) -> Output {
    let programs = tempfile::tempdir().unwrap();
    let file = programs.path().join(name);
    fs::write(&file, format!("#!/bin/sh\n{stand_in}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    Command::new("bash")
        .args(["-e", "-c", script])
        .env("PATH", format!("{}:{path}", programs.path().display()))
        .env("RUNNER_TEMP", programs.path())
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .unwrap()
}
