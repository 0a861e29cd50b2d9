//! `twilio-proxy export`: all interactions of a service, each exactly once.

mod journal;
mod output_file;
mod period;
mod private_file;
mod progress;
mod record_sid;
mod rows;
mod run;
mod scope;
mod session_list;
mod session_walk;
mod state;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use twilio_proxy::{ServiceSid, SessionSid};

use crate::api::Api;
use crate::failure::Failure;
use period::Bound;

/// Export every interaction of a service, or of one session, as the API sent it.
///
/// An export to a file that was interrupted continues where it stopped if the same command is run again. Until it is complete,
/// its state is in a file beside the output. An export to standard output cannot be continued.
#[derive(Args)]
pub struct Arguments {
    /// The SID of the service
    #[arg(long, value_name = "KS…")]
    service_sid: ServiceSid,
    /// Export this session only
    #[arg(long, value_name = "KC…")]
    session_sid: Option<SessionSid>,
    /// The records to export
    #[arg(long, value_name = "KIND", default_value = "interactions")]
    kind: Kind,
    /// Export records that were created at this time or later: a date, or a date and time of RFC 3339
    #[arg(long, value_name = "DATE")]
    since: Option<Bound>,
    /// Export records that were created before this time; a date alone includes that day, in UTC
    #[arg(long, value_name = "DATE")]
    until: Option<Bound>,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE|-")]
    out: PathBuf,
    /// The format of the records
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: ExportFormat,
    /// Send so many requests at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=64))]
    concurrency: u16,
    /// Send at most so many requests per second, as the API allows for each endpoint of a service; 0 switches the limit off
    #[arg(long, value_name = "NUMBER", default_value = "30", value_parser = rate)]
    requests_per_second: f64,
}

/// The kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The interactions of each session
    Interactions,
    /// The message interactions of each participant of each session
    MessageInteractions,
}

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A record in each line, as JSON
    Jsonl,
    /// A column for each property of the description, and one for the other properties as JSON
    Csv,
}

/// Reads a rate.
fn rate(text: &str) -> Result<f64, &'static str> {
    let rate = text.parse().ok();
    rate.filter(|rate: &f64| rate.is_finite() && *rate >= 0.0)
        .ok_or("expected a number that is not below 0")
}

impl Arguments {
    /// Runs the export.
    ///
    /// # Errors
    /// The arguments do not fit together or do not fit the files, a request failed, or the user interrupted the export.
    pub async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        run::run(self, api).await
    }
}
