use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use reqwest::Request;

use crate::transport::response::HttpResponse;

/// HTTP details of a call that the result of a generated method does not have.
///
/// A listing needs the path of its request, and the metadata of the response even if the response does not decode.
#[derive(Clone, Default)]
pub(crate) struct CallRecord(Arc<Mutex<Seen>>);

/// The path of one call's request, and its last response.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    /// The request's path, without query.
    pub path: String,
    /// The response's HTTP status.
    pub status: u16,
    /// The response's `Twilio-Request-Id`.
    pub request_id: Option<String>,
    /// The response's `Content-Type`.
    pub content_type: Option<String>,
    /// The response's body, which shares its memory with the decoded one.
    pub body: Bytes,
    /// Requests sent for the call.
    pub attempts: u32,
}

impl CallRecord {
    pub(crate) fn asked(&self, request: &Request) {
        self.with(|seen| request.url().path().clone_into(&mut seen.path));
    }

    pub(crate) fn answered(&self, answer: &HttpResponse, attempts: u32) {
        self.with(|seen| {
            seen.status = answer.status.as_u16();
            seen.request_id = answer.request_id();
            seen.content_type = answer.content_type();
            seen.body = answer.body.clone();
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

impl fmt::Debug for CallRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body is personal data.
        f.debug_struct("CallRecord").finish_non_exhaustive()
    }
}
