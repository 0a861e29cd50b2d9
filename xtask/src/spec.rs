//! The task `spec`: pages and overlay in, the description out.

// The checks of the client's build script. This crate cannot depend on the client, which it describes.
#[path = "../../crates/twilio-proxy-client/build/check.rs"]
mod check;
#[path = "../../crates/twilio-proxy-client/build/elements.rs"]
mod elements;
mod files;
mod finish;
mod former;
mod placed;

use crate::console::{self, print};
use crate::describe::{Description, describe};
use crate::diagnostic::Diagnostic;
use crate::diff;
use crate::output::{self, Freshness, Output};
use crate::overlay::Overlay;
use crate::page::{self, Page};
use crate::terminal::escaped_json;
pub(crate) use files::workspace;
use former::Former;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code for a description that is out of date.
pub const OUT_OF_DATE: u8 = 4;
/// Exit code for a fault of the input.
pub const FAILED: u8 = 100;

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
    /// Overlay to lay on top. With --pages and without this none is laid.
    #[arg(long, value_name = "FILE")]
    pub overlay: Option<PathBuf>,
    /// Where the description goes; `-` is standard output, and what --pages alone writes to. A file is
    /// replaced as a whole, through symbolic links; a device or a named pipe is written to directly.
    #[arg(long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,
    /// Print where each element of the description comes from: the page and line, or the overlay's
    /// action. The description is then written only where --output names a file.
    #[arg(long, conflicts_with = "check")]
    pub explain: bool,
    /// Write what the rewritten description means for a Rust user to a Markdown file, for a pull
    /// request.
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
    overlay: Option<PathBuf>,
    output: Output,
    explain: bool,
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
            overlay: arguments
                .overlay
                .clone()
                .or_else(|| default("overlay.yaml")),
            output: match output {
                Some(path) if !is_standard_output(&path) => Output::File(path),
                _ => Output::Standard,
            },
            explain: arguments.explain,
        }
    }

    /// Reads the pages.
    ///
    /// # Errors
    /// Every fault of every page.
    pub fn pages(&self) -> Result<Vec<Page>, Vec<Diagnostic>> {
        let (pages, faults) = self.read_pages();
        if faults.is_empty() {
            Ok(pages)
        } else {
            Err(faults)
        }
    }

    /// The pages that can be read, and what is wrong with the others.
    fn read_pages(&self) -> (Vec<Page>, Vec<Diagnostic>) {
        let mut pages = Vec::new();
        let mut faults = Vec::new();
        for path in &self.pages {
            let files = files::pages(path).unwrap_or_else(|fault| {
                faults.push(fault);
                Vec::new()
            });
            for file in files {
                let bytes = match files::read(&file) {
                    Ok(bytes) => bytes,
                    Err(fault) => {
                        faults.push(fault);
                        continue;
                    }
                };
                let name = files::shown(&file);
                if files::is_collection(&file) {
                    let (read, found) = page::read_collection(&name, &bytes);
                    pages.extend(read);
                    faults.extend(found);
                } else {
                    match page::read(&name, &bytes) {
                        Ok(page) => pages.push(page),
                        Err(found) => faults.extend(found),
                    }
                }
            }
        }
        (pages, faults)
    }

    fn read_overlay(&self) -> Result<Option<Overlay>, Vec<Diagnostic>> {
        let Some(path) = &self.overlay else {
            return Ok(None);
        };
        let bytes = files::read(path).map_err(|fault| vec![fault])?;
        Overlay::read(&files::shown(path), &bytes).map(Some)
    }

    /// The description that pages and overlay give.
    ///
    /// # Errors
    /// Every fault of pages and overlay, as far as they can be told apart from those that follow
    /// from another one: an overlay is not laid on half of the pages.
    pub fn description(&self) -> Result<Description, Vec<Diagnostic>> {
        let (pages, mut faults) = self.read_pages();
        let described = describe(&pages);
        let overlay = self.read_overlay().unwrap_or_else(|found| {
            faults.extend(found);
            None
        });
        let mut description = match described {
            Ok(description) if faults.is_empty() => description,
            Ok(description) => {
                faults.extend(description.warnings);
                return Err(faults);
            }
            Err(found) => {
                faults.extend(found);
                return Err(faults);
            }
        };
        if let Some(overlay) = &overlay {
            let trace = self.explain.then_some(&mut description.trace);
            faults.extend(overlay.apply(&mut description.document, trace));
        }
        if faults.is_empty() {
            description.document = finish::in_order(description.document);
            finish::settle(&mut description.document);
            let problems = finish::problems(&description.document);
            if !problems.is_empty() {
                faults.extend(placed::diagnostics(problems, &pages, overlay.as_ref()));
            }
        }
        if faults.is_empty() {
            return Ok(description);
        }
        faults.extend(description.warnings);
        Err(faults)
    }

    /// Whether the description that is there is the one that pages and overlay give.
    ///
    /// # Errors
    /// Every fault of pages and overlay, or a description that cannot be read.
    pub fn freshness(&self) -> Result<Freshness, Vec<Diagnostic>> {
        let text = text_of(&self.description()?.document);
        self.compare(&text)
    }

    fn compare(&self, text: &str) -> Result<Freshness, Vec<Diagnostic>> {
        match &self.output {
            Output::File(path) => output::compare(path, text).map_err(|fault| vec![fault]),
            Output::Standard => Err(vec![Diagnostic::of_file(
                "--check",
                "there is no file to compare with",
                "name the description with --output FILE",
            )]),
        }
    }
}

/// Whether a path names standard output. It is printed to, because whoever redirected it may also have other output in
/// it.
fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
        .iter()
        .any(|name| path == Path::new(name))
}

/// Runs the task: 0 fine, 4 out of date, 100 a fault of the input.
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
        return Ok(match plan.compare(&text)? {
            Freshness::UpToDate => ExitCode::SUCCESS,
            Freshness::OutOfDate(difference) => {
                print(&difference).map_err(|fault| vec![fault])?;
                report(&[plan.out_of_date()], arguments.format);
                ExitCode::from(OUT_OF_DATE)
            }
        });
    }
    let comparison = Former::of(&plan.output).compare(&description.document);
    match &plan.output {
        Output::File(path) => output::write(path, &text).map_err(|fault| vec![fault])?,
        Output::Standard if arguments.explain => {}
        Output::Standard => print(&text).map_err(|fault| vec![fault])?,
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
            Format::Text => diff::Format::Text,
            Format::Json => diff::Format::Json,
        };
        print(&diff::told(comparison, None, format)).map_err(|fault| vec![fault])?;
    }
    if let Some(report) = &arguments.report {
        former::write(report, comparison.as_ref()).map_err(|fault| vec![fault])?;
    }
    Ok(ExitCode::SUCCESS)
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
