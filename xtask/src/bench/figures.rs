//! What the benchmarks measured, read from what they leave behind or print.

use serde::Deserialize;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

/// Medians of Criterion's benchmarks, and the figures of those that print their own.
pub struct Figures {
    results: tempfile::TempDir,
    /// What a listing takes of a process.
    footprints: Vec<Footprint>,
    /// The vendor's clients.
    pub vendors: Vec<Vendor>,
    /// The export of the command.
    pub export: Export,
    /// The same walk with the vendor's Python client.
    pub vendor_walk: Option<VendorWalk>,
}

/// A line of the benchmark `footprint`.
#[derive(Debug, Deserialize)]
pub struct Footprint {
    pub what: String,
    pub ours: f64,
    #[serde(rename = "by hand")]
    pub by_hand: f64,
}

/// A line of the benchmark `vendors`.
#[derive(Debug, Deserialize)]
pub struct Vendor {
    pub client: String,
    pub version: String,
    pub seconds: f64,
    pub ours: f64,
}

/// A line of the benchmark `export`.
#[derive(Debug, Deserialize)]
pub struct Export {
    pub seconds: f64,
    /// The least seconds that the requests take: their rounds, one after another.
    pub least: f64,
    pub kilobytes: f64,
}

/// The line of the vendor's client in the benchmark `export`.
#[derive(Debug, Deserialize)]
pub struct VendorWalk {
    pub python: String,
    pub seconds: f64,
}

impl Figures {
    /// Runs every benchmark of the workspace.
    pub fn measured(
        python: Option<&Path>,
        node_modules: Option<&Path>,
    ) -> Result<Self, Box<dyn Error>> {
        let results = tempfile::tempdir()?;
        let bench = |package: &str, name: &str| {
            let mut command =
                Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            command
                .args(["bench", "--locked", "--package", package, "--bench", name])
                .current_dir(crate::workspace::workspace())
                .env("CRITERION_HOME", results.path());
            command
        };
        for (package, name) in [
            ("twilio-proxy", "decode"),
            ("twilio-proxy", "listing"),
            ("pages-to-openapi", "pages"),
        ] {
            succeed(&mut bench(package, name), Stdio::inherit())?;
        }
        let footprints = lines(&succeed(
            &mut bench("twilio-proxy", "footprint"),
            Stdio::piped(),
        )?)?;
        let mut vendors = bench("twilio-proxy", "vendors");
        if let Some(python) = python {
            vendors.env("VENDOR_PYTHON", std::path::absolute(python)?);
        }
        if let Some(node_modules) = node_modules {
            vendors.env("VENDOR_NODE_MODULES", std::path::absolute(node_modules)?);
        }
        let vendors = lines(&succeed(&mut vendors, Stdio::piped())?)?;
        let mut export = bench("twilio-proxy-cli", "export");
        if let Some(python) = python {
            export.env("VENDOR_PYTHON", std::path::absolute(python)?);
        }
        let printed = succeed(&mut export, Stdio::piped())?;
        let (export, vendor_walk) = printed.split_once('\n').unwrap_or((&printed, ""));
        Ok(Self {
            results,
            footprints,
            vendors,
            export: serde_json::from_str(export)?,
            vendor_walk: lines(vendor_walk)?.pop(),
        })
    }

    /// Returns a line of the benchmark `footprint`, if it was measured.
    pub fn footprint(&self, what: &str) -> Option<&Footprint> {
        self.footprints.iter().find(|line| line.what == what)
    }

    /// The median of one of Criterion's benchmarks, in seconds.
    pub fn seconds(&self, group: &str, name: &str) -> Result<f64, Box<dyn Error>> {
        #[derive(Deserialize)]
        struct Estimates {
            median: Estimate,
        }
        #[derive(Deserialize)]
        struct Estimate {
            point_estimate: f64,
        }

        let path = self
            .results
            .path()
            .join(group)
            .join(name)
            .join("new/estimates.json");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("no figure of {group}, {name}: {error}"))?;
        let estimates: Estimates = serde_json::from_str(&text)?;
        Ok(estimates.median.point_estimate / 1e9)
    }
}

/// What a command printed, where it ended well and `output` is piped.
fn succeed(command: &mut Command, output: Stdio) -> Result<String, Box<dyn Error>> {
    let done = command
        .stdout(output)
        .stderr(Stdio::inherit())
        .spawn()?
        .wait_with_output()?;
    if !done.status.success() {
        return Err(format!("{command:?} ended with {}", done.status).into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

fn lines<T: for<'a> Deserialize<'a>>(printed: &str) -> Result<Vec<T>, serde_json::Error> {
    printed.lines().map(serde_json::from_str).collect()
}
