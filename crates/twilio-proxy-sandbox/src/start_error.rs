use crate::InvalidFault;
use crate::resource::session::MOST_PARTICIPANTS;

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port can't be listened on.
    #[error("port {port} can't be used; choose another one, or 0 for any that is free")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// More participants were asked for than the API lets into a session.
    #[error("a session has at most {MOST_PARTICIPANTS} participants, not {asked}; ask for fewer")]
    Participants {
        /// How many were asked for.
        asked: usize,
    },
    /// A fault that can't happen.
    #[error(transparent)]
    Fault(#[from] InvalidFault),
    /// The system failed to provide random numbers for the auth token, and no seed is set.
    #[error("the auth token cannot be drawn at random; set a seed")]
    Entropy(#[source] std::io::Error),
    /// The HTTP client of the callbacks cannot be built.
    #[error("the HTTP client of the callbacks cannot be built")]
    Callbacks(#[source] reqwest::Error),
    /// A SID that was made of the seed is none: a fault of the sandbox.
    #[error("the seed makes no valid SID")]
    Sid(#[from] twilio_proxy::InvalidSid),
}
