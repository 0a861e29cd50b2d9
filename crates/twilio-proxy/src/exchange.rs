use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use reqwest::Request;

/// What a call saw of HTTP that the generated method's result does not tell.
///
/// progenitor's error for an answer that does not decode holds the body alone; a listing also wants to know which
/// path it asked, and what the answer said of itself.
#[derive(Clone, Default)]
pub(crate) struct Exchange(Arc<Mutex<Seen>>);

/// One call's request path and last answer.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    /// The request's path, without query.
    pub path: String,
    /// The answer's `Twilio-Request-Id`.
    pub request_id: Option<String>,
    /// The answer's `Content-Type`.
    pub content_type: Option<String>,
    /// The answer's body.
    pub body: Bytes,
    /// Requests sent for the call.
    pub attempts: u32,
}

impl Exchange {
    pub(crate) fn asked(&self, request: &Request) {
        self.with(|seen| request.url().path().clone_into(&mut seen.path));
    }

    pub(crate) fn answered(
        &self,
        request_id: Option<String>,
        content_type: Option<String>,
        body: Bytes,
        attempts: u32,
    ) {
        self.with(|seen| {
            seen.request_id = request_id;
            seen.content_type = content_type;
            seen.body = body;
            seen.attempts = attempts;
        });
    }

    pub(crate) fn seen(&self) -> Seen {
        self.with(|seen| seen.clone())
    }

    fn with<R>(&self, change: impl FnOnce(&mut Seen) -> R) -> R {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body is personal data.
        f.debug_struct("Exchange").finish_non_exhaustive()
    }
}
