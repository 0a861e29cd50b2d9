//! Why a command failed, its exit code, and what the user can do.

use std::io;
use std::process::ExitCode;

use twilio_proxy::ErrorKind;

/// Why a command failed. `Display` is one line without secrets and personal data.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A request failed.
    #[error("{0}")]
    Api(#[from] twilio_proxy::Error),
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
    /// The user interrupted the command.
    #[error("interrupted")]
    Interrupted,
}

impl Failure {
    /// Returns the exit code: 1 for an error of the API or the transport, 2 for wrong usage, 3 for what is not found, 4 for
    /// credentials that are not accepted, 5 for too many requests, 130 for an interruption.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Api(error) => match error.kind() {
                ErrorKind::InvalidInput | ErrorKind::Configuration => 2,
                ErrorKind::NotFound => 3,
                ErrorKind::Unauthorized => 4,
                ErrorKind::RateLimited => 5,
                _ => 1,
            },
            Self::Usage(_) => 2,
            Self::File { .. } => 1,
            Self::Interrupted => 130,
        })
    }
}
