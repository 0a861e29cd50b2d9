//! The task `demo`: a tour from a documentation page to the command that calls the API it describes, on a sandbox.

use crate::console::{self, print};
use crate::output::Freshness;
use crate::spec::{self, Plan};
use pages_to_openapi::convert::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::page::Page;
use pages_to_openapi::provenance::{Element, Explanation};
use pages_to_openapi::terminal::{escaped, escaped_line};
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, iter};

/// The facts of the tour: a name, the end of the fact's pointer in the description, and its value if only one is meant.
const FACTS: [(&str, &str, Option<&str>); 3] = [
    ("A sentence states a bound", "/schema/maximum", None),
    ("A sample shows a SID", "/pattern", None),
    (
        "A sample shows a date and time",
        "/format",
        Some("date-time"),
    ),
];

/// The characters of a page's line that are shown, and how many of them stand before the fact.
const SHOWN: usize = 100;
const BEFORE: usize = 60;

/// Runs the task. It changes nothing in the checkout.
pub fn run() -> ExitCode {
    if let Err(faults) = show_pages() {
        console::report(&faults);
        return ExitCode::from(crate::exit_code::FAILED);
    }
    match show_command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::print_error(&format!("demo: {}\n", escaped(&error.to_string())));
            ExitCode::from(crate::exit_code::FAILED)
        }
    }
}

/// Shows facts of the first page with their lines, and whether the committed description is up to date.
fn show_pages() -> Result<(), Vec<Diagnostic>> {
    let plan = Plan::of(&spec::Arguments::default());
    let pages = plan.pages()?;
    for page in &pages {
        let facts = facts(page)?;
        if facts.len() == FACTS.len() {
            let text = format!("{}\n{}", escaped_line(&page.file), facts.concat());
            print(&text).map_err(|fault| vec![fault])?;
            break;
        }
    }
    print(match plan.freshness()? {
        Freshness::UpToDate => "openapi/twilio-proxy.json is up to date with all pages\n",
        Freshness::OutOfDate(_) => {
            "openapi/twilio-proxy.json is out of date: run `cargo xtask spec`\n"
        }
    })
    .map_err(|fault| vec![fault])
}

/// Returns the facts that are recovered from a page, each with the line that it comes from.
fn facts(page: &Page) -> Result<Vec<String>, Vec<Diagnostic>> {
    let description = describe(std::slice::from_ref(page))?;
    let Explanation(elements) = Explanation::of(
        &description.document,
        &description.trace,
        &description.files,
    );
    let facts = FACTS.iter().filter_map(|(name, end, value)| {
        let is_it = |element: &&Element| {
            let shown = element.value.as_ref();
            element.pointer.ends_with(end) && value.is_none_or(|value| shown == Some(&value.into()))
        };
        let element = elements.iter().find(is_it)?;
        let place = element.sources.first()?.place;
        let line = page.text.line(place.line).chars();
        let line: String = line
            .skip(place.column.saturating_sub(BEFORE))
            .take(SHOWN)
            .collect();
        let value = element.value.as_ref()?.to_string();
        Some(format!(
            "  {name} (line {}): {}\n    {}\n",
            place.line,
            escaped_line(&value),
            escaped_line(&line)
        ))
    });
    Ok(facts.collect())
}

/// Runs the command against a sandbox. It is a program of its own, so that a description from which no client can be built
/// does not stop `cargo xtask spec`.
fn show_command() -> Result<(), Box<dyn Error>> {
    let tool = built()?;
    let sandbox = Sandbox::start(&tool)?;
    let of = |name: &str| sandbox.variable(name);
    let list = [
        "message-interactions",
        "list",
        "--limit",
        "5",
        "--output",
        "table",
        "--columns",
        "sid,type,data,date_created",
        "--service-sid",
        of("PROXY_SERVICE_SID"),
        "--session-sid",
        of("PROXY_SESSION_SID"),
        "--participant-sid",
        of("PROXY_PARTICIPANT_SID"),
    ];
    sandbox.show(&tool, &list)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("interactions.jsonl");
    let file = file.display().to_string();
    let export = [
        "export",
        "--service-sid",
        of("PROXY_SERVICE_SID"),
        "--out",
        &file,
        "--requests-per-second",
        "0",
    ];
    sandbox.show(&tool, &export)
}

/// Builds the command, and returns its path.
fn built() -> Result<PathBuf, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "twilio-proxy-cli",
        ])
        .current_dir(crate::workspace::workspace())
        .status()?;
    if !status.success() {
        return Err("twilio-proxy-cli cannot be built".into());
    }
    let name = format!("twilio-proxy{}", env::consts::EXE_SUFFIX);
    Ok(env::current_exe()?.with_file_name(name))
}

/// A sandbox that serves until it is dropped.
struct Sandbox {
    child: Child,
    /// The variables that it printed.
    variables: Vec<(String, String)>,
}

impl Sandbox {
    fn start(tool: &Path) -> Result<Self, Box<dyn Error>> {
        let settings = [
            "sandbox",
            "--port",
            "0",
            "--seed",
            "1",
            "--sessions",
            "30",
            "--participants",
            "2",
            "--interactions",
            "500",
            "--latency-ms",
            "50",
        ];
        let mut child = Command::new(tool)
            .args(settings)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let lines = child
            .stdout
            .take()
            .map(|stdout| BufReader::new(stdout).lines());
        let mut sandbox = Self {
            child,
            variables: Vec::new(),
        };
        for line in lines.into_iter().flatten() {
            let line = line?;
            let (name, value) = line.split_once('=').unwrap_or_default();
            sandbox.variables.push((name.to_owned(), value.to_owned()));
            if name == "PROXY_PARTICIPANT_SID" {
                return Ok(sandbox);
            }
        }
        Err("the sandbox does not start".into())
    }

    fn variable(&self, name: &str) -> &str {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Shows a command, and runs it.
    fn show(&self, tool: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let words: Vec<_> = iter::once(&"twilio-proxy")
            .chain(arguments)
            .copied()
            .collect();
        print(&format!("\n$ {}\n", escaped_line(&words.join(" "))))?;
        let status = Command::new(tool)
            .args(arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .status()?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("{} failed", words.join(" ")).into()),
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // One that has ended already is no reason to fail.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
