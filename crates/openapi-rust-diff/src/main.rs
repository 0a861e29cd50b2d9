#![forbid(unsafe_code)]
//! The command `openapi-rust-diff`.

use clap::Parser;
use openapi_rust_diff::{
    DescriptionFile, Format, NotADescription, Options, RequiredVersion, Side, UnknownEnding,
    Verdict, compare, nearest_version, render,
};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Report the consequences of a changed OpenAPI 3.0 description for users of its progenitor client.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 no change, 4 changed, 5 breaking, 100 failed."
)]
struct Arguments {
    /// The description before the change, in JSON or YAML.
    old: PathBuf,
    /// The description after the change, in JSON or YAML.
    new: PathBuf,
    /// The output format.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Also write the comparison to a file. Its ending chooses the format: .html, .htm, .json, .md or .txt.
    #[arg(long, value_name = "FILE", value_parser = report_path)]
    report: Option<PathBuf>,
}

fn report_path(path: &str) -> Result<PathBuf, UnknownEnding> {
    Format::of_path(Path::new(path)).map(|_| path.into())
}

const CHANGED: u8 = 4;
const BROKE: u8 = 5;
const FAILED: u8 = 100;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { 0 });
        }
    };
    run(&arguments).unwrap_or_else(|message| {
        anstream::eprintln!("error: {message}");
        ExitCode::from(FAILED)
    })
}

fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    let comparison = compare(old.document(), new.document(), Options::default());
    let mut comparison = comparison.map_err(|NotADescription(side)| {
        let path = match side {
            Side::Old => &arguments.old,
            Side::New => &arguments.new,
        };
        format!(
            "{} is not an OpenAPI description: it has no text `openapi`",
            path.display()
        )
    })?;
    comparison.locate_in_files(&old, &new);
    let release = nearest_version(&arguments.new);
    let required = release.map(|release| RequiredVersion::after(&release, comparison.verdict()));
    if let Some(path) = &arguments.report {
        let format = Format::of_path(path).map_err(|error| error.to_string())?;
        let report = render(&comparison, required.as_ref(), format);
        std::fs::write(path, anstream::adapter::strip_str(&report).to_string())
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    print(&render(&comparison, required.as_ref(), arguments.format))?;
    Ok(match comparison.verdict() {
        None => ExitCode::SUCCESS,
        Some(Verdict::Breaking) => ExitCode::from(BROKE),
        Some(_) => ExitCode::from(CHANGED),
    })
}

fn read(path: &Path) -> Result<DescriptionFile, String> {
    let bytes = std::fs::read(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    DescriptionFile::parse(path.display().to_string(), &bytes)
        .map_err(|error| format!("{} is {error}", path.display()))
}

/// Prints the report. A reader that closes the pipe early is not an error.
fn print(text: &str) -> Result<(), String> {
    let mut output = anstream::stdout();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}
