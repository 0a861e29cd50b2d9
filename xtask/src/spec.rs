//! The task `spec`: pages and overlay in, the description out.

use crate::describe::{Description, describe};
use crate::diagnostic::Diagnostic;
use crate::output::{self, Freshness, Output};
use crate::overlay;
use crate::page::{self, Page};
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
    /// Pages to read: a file, or a folder of `.txt` files. May be given several times.
    #[arg(long, value_name = "DIR|FILE")]
    pub pages: Vec<PathBuf>,
    /// Overlay to lay on top. With --pages and without this none is laid.
    #[arg(long, value_name = "FILE")]
    pub overlay: Option<PathBuf>,
    /// Where the description goes; `-` is standard output, and what --pages alone writes to.
    #[arg(long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,
}

/// The arguments with what stands for those that were left out.
#[derive(Debug, Clone)]
pub struct Plan {
    pages: Vec<PathBuf>,
    overlay: Option<PathBuf>,
    output: Output,
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
            .or_else(|| default("twilio-proxy.json"));
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
                Some(path) if path != Path::new("-") => Output::File(path),
                _ => Output::Standard,
            },
        }
    }

    /// Reads the pages.
    ///
    /// # Errors
    /// Every fault of every page.
    pub fn pages(&self) -> Result<Vec<Page>, Vec<Diagnostic>> {
        let mut pages = Vec::new();
        let mut faults = Vec::new();
        for path in &self.pages {
            match files(path) {
                Ok(files) => {
                    for file in files {
                        match read(&file).and_then(|bytes| page::read(&shown(&file), &bytes)) {
                            Ok(page) => pages.push(page),
                            Err(found) => faults.extend(found),
                        }
                    }
                }
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(pages)
        } else {
            Err(faults)
        }
    }

    /// The description that pages and overlay give.
    ///
    /// # Errors
    /// Every fault of pages and overlay.
    pub fn description(&self) -> Result<Description, Vec<Diagnostic>> {
        let pages = self.pages()?;
        let mut description = describe(&pages)?;
        let file = match &self.overlay {
            Some(path) => {
                let bytes = read(path)?;
                let file = shown(path);
                let text = String::from_utf8(bytes).map_err(|_| {
                    vec![Diagnostic::of_file(
                        &file,
                        "the overlay is not UTF-8",
                        "save it as UTF-8",
                    )]
                })?;
                overlay::apply(&mut description.document, &file, &text)?;
                file
            }
            None => pages
                .first()
                .map(|page| page.file.clone())
                .unwrap_or_default(),
        };
        description.document = in_order(description.document);
        settle(&mut description.document);
        validate(&file, &description.document).map_err(|fault| vec![fault])?;
        Ok(description)
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

/// Runs the task: 0 fine, 4 out of date, 100 a fault of the input.
pub fn run(arguments: &Arguments) -> ExitCode {
    match attempt(arguments) {
        Ok(code) => code,
        Err(faults) => {
            report(&faults);
            ExitCode::from(FAILED)
        }
    }
}

fn attempt(arguments: &Arguments) -> Result<ExitCode, Vec<Diagnostic>> {
    let plan = Plan::of(arguments);
    let description = plan.description()?;
    report(&description.warnings);
    let text = text_of(&description.document);
    if arguments.check {
        return Ok(match plan.compare(&text)? {
            Freshness::UpToDate => ExitCode::SUCCESS,
            Freshness::OutOfDate(difference) => {
                anstream::print!("{difference}");
                anstream::eprintln!("the description is out of date: run `cargo xtask spec`");
                ExitCode::from(OUT_OF_DATE)
            }
        });
    }
    match &plan.output {
        Output::File(path) => output::write(path, &text).map_err(|fault| vec![fault])?,
        Output::Standard => anstream::print!("{text}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn report(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        anstream::eprintln!("{}\n", diagnostic.styled());
    }
}

/// The description's bytes: indented by two, a newline at the end.
pub fn text_of(document: &Value) -> String {
    format!("{document:#}\n")
}

/// The workspace's folder.
pub(crate) fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// A path as messages show it: the workspace's own files without the way to them.
fn shown(path: &Path) -> String {
    let short = path.strip_prefix(workspace()).unwrap_or(path);
    short.display().to_string()
}

/// The files that a `--pages` argument names: itself, or a folder's pages by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::of_file(
            shown(path),
            format!("the pages cannot be read: {error}"),
            "name a page, or a folder of pages, with --pages",
        )
    };
    if !std::fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let is_page = file
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("txt"));
        if is_page && !file.is_dir() {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Diagnostic::of_file(
            shown(path),
            "the folder holds no pages",
            "pages are files named `*.txt`",
        ));
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    std::fs::read(path).map_err(|error| {
        vec![Diagnostic::of_file(
            shown(path),
            format!("the file cannot be read: {error}"),
            "check the path and its permissions",
        )]
    })
}

/// The document with its parts in the order of the specification, whichever of them an overlay added.
fn in_order(document: Value) -> Value {
    const PARTS: [&str; 7] = [
        "openapi",
        "info",
        "servers",
        "security",
        "tags",
        "paths",
        "components",
    ];
    match document {
        Value::Object(mut parts) => {
            let mut sorted = serde_json::Map::new();
            for part in PARTS {
                if let Some(value) = parts.shift_remove(part) {
                    sorted.insert(part.to_owned(), value);
                }
            }
            sorted.extend(parts);
            Value::Object(sorted)
        }
        other => other,
    }
}

/// Takes out what says nothing: `nullable: false` is OpenAPI's own default, and an overlay that
/// makes a rule nullable can only take single properties out of it by saying so.
fn settle(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("nullable") == Some(&Value::Bool(false)) {
                members.shift_remove("nullable");
            }
            members.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

/// The document as the generator would read it.
fn validate(file: &str, document: &Value) -> Result<(), Diagnostic> {
    let fault = |message: String| {
        Diagnostic::of_file(
            file,
            message,
            "correct the overlay, or the page where there is none",
        )
    };
    if let Err(error) = serde_json::from_value::<openapiv3::OpenAPI>(document.clone()) {
        return Err(fault(format!(
            "what comes out is no OpenAPI document: {error}"
        )));
    }
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten() {
            let is_there = key.as_str().is_some_and(|key| {
                schema
                    .get("properties")
                    .is_some_and(|all| all.get(key).is_some())
            });
            if !is_there {
                return Err(fault(format!(
                    "{name} requires {key}, which it does not have"
                )));
            }
        }
    }
    Ok(())
}
