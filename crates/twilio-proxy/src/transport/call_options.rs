use std::time::Duration;

use crate::RetryPolicy;
use crate::transport::attempt::Limits;

/// Options of one call, which replace the client's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    /// The time limit of each attempt.
    pub timeout: Option<Duration>,
    pub retry: Option<RetryPolicy>,
}

impl CallOptions {
    /// Returns the limits of the call's attempts.
    pub(crate) fn limits(&self, client: &Limits) -> Limits {
        Limits {
            request_timeout: self.timeout.unwrap_or(client.request_timeout),
            ..client.clone()
        }
    }
}
