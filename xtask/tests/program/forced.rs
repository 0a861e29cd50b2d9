//! The program run as on a terminal: colours are on, and nothing is stripped from the output.

use std::path::Path;
use std::process::Command;

pub struct Printed {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

pub fn run(folder: &Path, arguments: &[&str]) -> Printed {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("CLICOLOR_FORCE", "1")
        .current_dir(folder)
        .output()
        .unwrap();
    Printed {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
