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
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::terminal::escaped_json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Convert API documentation pages and Postman collections to an OpenAPI 3.0 description.
#[derive(Parser)]
#[command(version, after_help = "Exit codes: 0 success, 100 failed.")]
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
}

const FAILED: u8 = 100;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { 0 });
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            console::report(&problems);
            ExitCode::from(FAILED)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Vec<Diagnostic>> {
    let mut input = Input::default();
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
    written.map_err(|problem| vec![problem])
}
