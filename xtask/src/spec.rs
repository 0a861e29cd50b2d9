//! The task `spec`: pages and overlay in, the description out.

mod files;
mod former;
mod operations;

use crate::console::{self, print};
use crate::exit_code::FAILED;
use crate::output::{self, Freshness, Output};
use crate::pages;
use crate::workspace::workspace;
use former::Former;
use operations::Operations;
use pages_to_openapi::convert::{self, Input, InputFile, PageFile};
use pages_to_openapi::describe::Description;
use pages_to_openapi::diagnostic::{Diagnostic, Severity};
use pages_to_openapi::page::Page;
use pages_to_openapi::terminal::escaped_json;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code for a description without parts of the input, which cannot be read.
pub const LEFT_OUT: u8 = 3;
/// Exit code for a description that is out of date.
pub const OUT_OF_DATE: u8 = 4;

/// What `cargo xtask spec` is told.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// Write nothing; show the difference and exit with 4 where the description is out of date.
    #[arg(long)]
    pub check: bool,
    /// Pages to read: a text, a Postman collection v2.1 (`.json`), or a folder of `*.txt` and
    /// `*.postman_collection.json`, each up to 64 MiB. The option may be repeated.
    #[arg(long, value_name = "DIR|FILE")]
    pub pages: Vec<PathBuf>,
    /// Overlays to apply: a file, or a folder of `*.yaml`, `*.yml` and `*.json`, which are applied in the order of their
    /// names. The option may be repeated. With --pages and without this no overlay is applied.
    #[arg(long, value_name = "DIR|FILE")]
    pub overlay: Vec<PathBuf>,
    /// Where the description goes; `-` is standard output, and what --pages alone writes to. A file is
    /// replaced as a whole, through symbolic links; a device or a named pipe is written to directly.
    #[arg(long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,
    /// Print where each element of the description comes from: the page and line, or the overlay's
    /// action. The description is then written only where --output names a file.
    #[arg(long, conflicts_with = "check")]
    pub explain: bool,
    /// Leave out what cannot be read, with a warning [default: true for collections, false for pages]
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub keep_going: Option<bool>,
    /// Write what the rewritten description means for a Rust user to a file. Its ending chooses the
    /// format: .html, .htm, .json, .md or .txt.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub report: Option<PathBuf>,
    /// How problems are reported on standard error, and what is printed.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How a run tells of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For a person: the line of each problem with a caret, the elements with their places, a table
    /// of what changed.
    #[default]
    Text,
    /// For a program. Problems: an object a line, with the keys severity, message, file, line,
    /// column, expected, help and source, null where a problem has none. --explain: one object with
    /// `elements`, each with `pointer`, `value` and `sources`. What changed: the object that
    /// `cargo xtask diff --format json` prints.
    Json,
}

/// The arguments with what stands for those that were left out.
#[derive(Debug, Clone)]
pub struct Plan {
    pages: Vec<PathBuf>,
    overlays: Vec<PathBuf>,
    output: Output,
    explain: bool,
    keep_going: Option<bool>,
    /// Whether the wrapper's operations are written too: only with the workspace's own description.
    operations: bool,
}

impl Plan {
    /// Fills in the workspace's own files. Pages of others never touch them.
    pub fn of(arguments: &Arguments) -> Self {
        let own = arguments.pages.is_empty();
        let folder = workspace().join("openapi");
        let default = |name: &str| own.then(|| folder.join(name));
        let output = arguments
            .output
            .clone()
            .or_else(|| default("twilio-proxy.json").filter(|_| !arguments.explain));
        Self {
            pages: if own {
                vec![folder.join("pages")]
            } else {
                arguments.pages.clone()
            },
            overlays: if arguments.overlay.is_empty() {
                default("overlays").into_iter().collect()
            } else {
                arguments.overlay.clone()
            },
            output: match output {
                Some(path) if !is_standard_output(&path) => Output::File(path),
                _ => Output::Standard,
            },
            explain: arguments.explain,
            keep_going: arguments.keep_going,
            operations: own && arguments.output.is_none() && !arguments.explain,
        }
    }

    /// Reads the pages.
    ///
    /// # Errors
    /// All faults of all pages.
    pub fn pages(&self) -> Result<Vec<Page>, Vec<Diagnostic>> {
        let input = self.input();
        let (pages, found) = convert::read_pages(&input.pages, self.keep_going);
        let faults = [input.unreadable, found].concat();
        if !faults.iter().any(Diagnostic::is_error) {
            Ok(pages)
        } else {
            Err(faults)
        }
    }

    /// Converts the pages and applies the overlays.
    ///
    /// # Errors
    /// All problems of the files, the pages and the overlays.
    pub fn description(&self) -> Result<Description, Vec<Diagnostic>> {
        convert::convert(&self.input(), self.explain)
    }

    fn input(&self) -> Input {
        let mut input = Input {
            keep_going: self.keep_going,
            ..Input::default()
        };
        for path in &self.pages {
            let (pages, unreadable) = pages::read(path);
            input.pages.extend(pages.into_iter().map(named));
            let unreadable = unreadable.into_iter().map(files::shortened);
            input.unreadable.extend(unreadable);
        }
        for path in &self.overlays {
            let (overlays, unreadable) = pages::read_overlays(path);
            input.overlays.extend(overlays.into_iter().map(short_name));
            let unreadable = unreadable.into_iter().map(files::shortened);
            input.unreadable.extend(unreadable);
        }
        input
    }

    /// Compares the description that exists, and the operations, with those that the pages give.
    ///
    /// # Errors
    /// Every problem of pages and overlays, or a file that cannot be read.
    pub fn freshness(&self) -> Result<Freshness, Vec<Diagnostic>> {
        self.compare(&self.description()?.document)
    }

    fn compare(&self, document: &Value) -> Result<Freshness, Vec<Diagnostic>> {
        let description = match &self.output {
            Output::File(path) => output::compare(path, &text_of(document)),
            Output::Standard => Err(Diagnostic::of_file(
                "--check",
                "there is no file to compare with",
                "name the description with --output FILE",
            )),
        };
        let description = description.map_err(|problem| vec![problem])?;
        let operations = match self.operations(document)? {
            Some(operations) => operations.freshness().map_err(|problem| vec![problem])?,
            None => Freshness::UpToDate,
        };
        Ok(match (description, operations) {
            (Freshness::OutOfDate(one), Freshness::OutOfDate(other)) => {
                Freshness::OutOfDate(one + &other)
            }
            (Freshness::UpToDate, other) | (other, Freshness::UpToDate) => other,
        })
    }

    fn operations(&self, document: &Value) -> Result<Option<Operations>, Vec<Diagnostic>> {
        let operations = self.operations.then(|| Operations::of(document));
        operations.transpose().map_err(|problem| vec![problem])
    }
}

/// Whether a path names standard output. It is printed to, because whoever redirected it may also have other output in
/// it.
fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
        .iter()
        .any(|name| path == Path::new(name))
}

fn named(page: PageFile) -> PageFile {
    match page {
        PageFile::Text(file) => PageFile::Text(short_name(file)),
        PageFile::Collection(file) => PageFile::Collection(short_name(file)),
    }
}

fn short_name(file: InputFile) -> InputFile {
    InputFile {
        name: files::shown(Path::new(&file.name)),
        ..file
    }
}

/// Runs the task: 0 success, 3 success without parts that are left out, 4 out of date, 100 a fault of the input.
pub fn run(arguments: &Arguments) -> ExitCode {
    match attempt(arguments) {
        Ok(code) => code,
        Err(faults) => {
            report(&faults, arguments.format);
            ExitCode::from(FAILED)
        }
    }
}

fn attempt(arguments: &Arguments) -> Result<ExitCode, Vec<Diagnostic>> {
    let plan = Plan::of(arguments);
    let description = plan.description()?;
    report(&description.warnings, arguments.format);
    let text = text_of(&description.document);
    if arguments.check {
        return Ok(match plan.compare(&description.document)? {
            Freshness::UpToDate => ExitCode::SUCCESS,
            Freshness::OutOfDate(difference) => {
                print(&difference).map_err(|fault| vec![fault])?;
                report(&[plan.out_of_date()], arguments.format);
                ExitCode::from(OUT_OF_DATE)
            }
        });
    }
    let operations = plan.operations(&description.document)?;
    let comparison = Former::of(&plan.output).compare(&description.document);
    match &plan.output {
        Output::File(path) => output::write(path, &text).map_err(|fault| vec![fault])?,
        Output::Standard if arguments.explain => {}
        Output::Standard => print(&text).map_err(|fault| vec![fault])?,
    }
    if let Some(operations) = &operations {
        operations.write().map_err(|problem| vec![problem])?;
    }
    if arguments.explain {
        let explanation = description.explanation();
        let explained = match arguments.format {
            Format::Text => explanation.text(),
            Format::Json => text_of(&explanation.json()),
        };
        print(&explained).map_err(|fault| vec![fault])?;
    } else if let Some(comparison) = &comparison
        && !comparison.rows.is_empty()
    {
        let format = match arguments.format {
            Format::Text => openapi_rust_diff::Format::Text,
            Format::Json => openapi_rust_diff::Format::Json,
        };
        print(&openapi_rust_diff::render(comparison, None, format)).map_err(|fault| vec![fault])?;
    }
    if let Some(report) = &arguments.report {
        former::write(report, comparison.as_ref()).map_err(|fault| vec![fault])?;
    }
    let mut warnings = description.warnings.iter();
    Ok(
        match warnings.any(|warning| warning.severity == Severity::LeftOut) {
            true => ExitCode::from(LEFT_OUT),
            false => ExitCode::SUCCESS,
        },
    )
}

impl Plan {
    fn out_of_date(&self) -> Diagnostic {
        let file = match &self.output {
            Output::File(path) => files::shown(path),
            Output::Standard => "-".to_owned(),
        };
        Diagnostic::of_file(
            file,
            "the description is out of date",
            "run `cargo xtask spec` with the same arguments and without --check",
        )
    }
}

fn report(diagnostics: &[Diagnostic], format: Format) {
    match format {
        Format::Text => console::report(diagnostics),
        Format::Json => {
            for diagnostic in diagnostics {
                console::print_error(&format!("{}\n", diagnostic.json()));
            }
        }
    }
}

/// Returns the bytes of a description: indented by two, with a newline at the end. Characters that a terminal would
/// obey are escaped, so that a printed description has the bytes of the file.
pub fn text_of(document: &Value) -> String {
    escaped_json(&format!("{document:#}\n")).into_owned()
}
