//! The reason of a failure, its exit code, and the advice to the user.

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::{Value, json};
use twilio_proxy::webhook::SignatureError;
use twilio_proxy::{Error, ErrorKind};

use crate::output::Format;

/// Why a command failed. `Display` is one line without secrets and personal data.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A request failed.
    #[error("{0}")]
    Api(#[from] Error),
    /// The arguments do not fit together, or do not fit the files that exist.
    #[error("{0}")]
    Usage(String),
    /// A file or a stream cannot be read or written.
    #[error("{file}: {source}")]
    File {
        /// The file, as the user named it.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The signature of a webhook is not valid.
    #[error("{0}")]
    Signature(#[from] SignatureError),
    /// The session that was to be exported does not exist.
    #[error("not found: the session {0} does not exist")]
    #[cfg(feature = "proxy")]
    Gone(twilio_proxy::SessionSid),
    /// A response cannot be used.
    #[error("{0}")]
    Response(String),
    /// The sandbox cannot serve.
    #[error("{0}")]
    Sandbox(String),
    /// The user answered no.
    #[error("nothing was deleted")]
    Declined,
    /// The user interrupted the command.
    #[error("interrupted")]
    Interrupted,
}

impl Failure {
    /// Returns the failure to write to standard output.
    pub fn standard_output(source: io::Error) -> Self {
        Self::File {
            file: "standard output".to_owned(),
            source,
        }
    }

    /// Returns the exit code: 1 for an error of the API or the transport, 2 for wrong usage, 3 for a missing resource, 4 for
    /// rejected credentials, 5 for too many requests, 130 for an interruption.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            // Who closes the pipe has read enough.
            _ if self.is_closed_pipe() => 0,
            Self::Api(error) => match error.kind() {
                ErrorKind::InvalidInput | ErrorKind::Configuration => 2,
                ErrorKind::NotFound => 3,
                ErrorKind::Unauthorized => 4,
                ErrorKind::RateLimited => 5,
                _ => 1,
            },
            Self::Usage(_) => 2,
            #[cfg(feature = "proxy")]
            Self::Gone(_) => 3,
            Self::File { .. }
            | Self::Signature(_)
            | Self::Response(_)
            | Self::Sandbox(_)
            | Self::Declined => 1,
            Self::Interrupted => 130,
        })
    }

    /// Reports the failure on standard error: as JSON if the output is JSON, otherwise in one line.
    pub fn report(&self, format: Option<Format>) {
        if self.is_closed_pipe() {
            return;
        }
        let mut stderr = io::stderr().lock();
        // A failure to report could be reported nowhere else.
        let _ = match format {
            Some(Format::Json | Format::Jsonl) => writeln!(stderr, "{}", self.json()),
            _ => match self.help() {
                Some(help) => writeln!(stderr, "twilio-proxy: {self}; {help}"),
                None => writeln!(stderr, "twilio-proxy: {self}"),
            },
        };
    }

    fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::File { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    fn json(&self) -> Value {
        let error = match self {
            Self::Api(error) => Some(error),
            _ => None,
        };
        json!({
            "kind": self.kind(),
            "message": self.to_string(),
            "code": error.and_then(Error::code),
            "status": error.and_then(Error::status),
            "request_id": error.and_then(Error::request_id),
            "attempts": error.map(Error::attempts),
            "help": self.help(),
        })
    }

    /// Returns the name of the failure's kind.
    fn kind(&self) -> &'static str {
        match self {
            Self::Api(error) => kind(error.kind()),
            Self::Usage(_) => "usage",
            Self::File { .. } => "file",
            Self::Signature(_) => "signature",
            #[cfg(feature = "proxy")]
            Self::Gone(_) => "not_found",
            Self::Response(_) => "decode",
            Self::Sandbox(_) => "sandbox",
            Self::Declined => "declined",
            Self::Interrupted => "interrupted",
        }
    }

    /// Returns the advice to the user.
    fn help(&self) -> Option<String> {
        let Self::Api(error) = self else {
            return None;
        };
        if error.outcome_unknown() {
            let help = "the API may have carried it out: check that before you send it again";
            return Some(help.to_owned());
        }
        let help = match error.kind() {
            ErrorKind::Configuration if error.status().is_none() => {
                "set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_KEY_SECRET"
            }
            ErrorKind::Unauthorized => "check the credentials in the environment, and their region",
            ErrorKind::NotFound => {
                "check the SIDs, and whether the credentials are of their account"
            }
            ErrorKind::RateLimited => match error.retry_after() {
                Some(wait) => return Some(format!("run it again in {} s", wait.as_secs().max(1))),
                None => "run it again later",
            },
            ErrorKind::Transport | ErrorKind::Timeout => "check the network, and run it again",
            ErrorKind::Api => return error.more_info().and_then(link),
            _ => return None,
        };
        Some(help.to_owned())
    }
}

/// Returns the advice to read a page about an error, if its URL has no query, which could hold personal data.
fn link(url: &str) -> Option<String> {
    let is_plain = url.starts_with("https://") && url.chars().all(|c| c.is_ascii_graphic());
    (is_plain && !url.contains(['?', '#', '@'])).then(|| format!("see {url}"))
}

/// Returns the name of a kind in JSON.
fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidInput => "invalid_input",
        ErrorKind::Configuration => "configuration",
        ErrorKind::Unauthorized => "unauthorized",
        ErrorKind::NotFound => "not_found",
        ErrorKind::RateLimited => "rate_limited",
        ErrorKind::Transport => "transport",
        ErrorKind::Timeout => "timeout",
        ErrorKind::TooLarge => "too_large",
        ErrorKind::Decode => "decode",
        ErrorKind::Record => "record",
        ErrorKind::Pagination => "pagination",
        _ => "api",
    }
}
