#![forbid(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]
//! The command `pages-to-openapi`.

#[path = "command/console.rs"]
mod console;
#[path = "command/input.rs"]
mod input;
#[path = "command/pages.rs"]
mod pages;
#[path = "command/path_text.rs"]
mod path_text;
#[path = "command/write.rs"]
mod write;

use clap::Parser;
use pages_to_openapi::convert::{Input, convert};
use pages_to_openapi::diagnostic::{Diagnostic, Severity};
use pages_to_openapi::terminal::escaped_json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Convert API documentation pages and Postman collections to an OpenAPI 3.0 description.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 success, 3 success without the parts that are left out, 100 failed."
)]
struct Arguments {
    /// A page, a collection (`.json`), or a folder of `*.txt` and `*.postman_collection.json`. Can be repeated.
    #[arg(long, value_name = "DIR|FILE", required = true)]
    pages: Vec<PathBuf>,
    /// An OpenAPI Overlay 1.0 document to apply, in YAML or JSON, or a folder of `*.yaml`, `*.yml` and `*.json`, which are
    /// applied in the order of their names. Can be repeated.
    #[arg(long, value_name = "DIR|FILE")]
    overlay: Vec<PathBuf>,
    /// The file to write; `-` is standard output.
    #[arg(long, value_name = "FILE|-", default_value = "-")]
    output: PathBuf,
    /// Leave out what cannot be read, with a warning [default: true for collections, false for pages]
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    keep_going: Option<bool>,
}

const FAILED: u8 = 100;
const LEFT_OUT: u8 = 3;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { 0 });
        }
    };
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(LEFT_OUT),
        Err(problems) => {
            console::report(&problems);
            ExitCode::from(FAILED)
        }
    }
}

/// Returns whether all of the input is described.
fn run(arguments: &Arguments) -> Result<bool, Vec<Diagnostic>> {
    let mut input = Input {
        keep_going: arguments.keep_going,
        ..Input::default()
    };
    for path in &arguments.pages {
        let (pages, unreadable) = pages::read(path);
        input.pages.extend(pages);
        input.unreadable.extend(unreadable);
    }
    for path in &arguments.overlay {
        let (overlays, unreadable) = pages::read_overlays(path);
        input.overlays.extend(overlays);
        input.unreadable.extend(unreadable);
    }
    let description = convert(&input, false)?;
    console::report(&description.warnings);
    let text = format!("{:#}\n", description.document);
    let written = if arguments.output == Path::new("-") {
        console::print(&escaped_json(&text))
    } else {
        write::write(&arguments.output, &text)
    };
    written.map_err(|problem| vec![problem])?;
    let mut warnings = description.warnings.iter();
    Ok(warnings.all(|warning| warning.severity != Severity::LeftOut))
}
