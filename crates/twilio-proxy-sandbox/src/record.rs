use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::Request;

/// A request as the sandbox received it, for assertions of your own.
///
/// Its `Debug` shows neither the query, which can hold a page token, nor the values of the headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// Such as `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What stands behind the question mark, as sent; empty without one.
    pub query: String,
    /// Names in lower case and values, in the order received. Credentials included.
    pub headers: Vec<(String, String)>,
}

impl RecordedRequest {
    pub(crate) fn of(request: &Request) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            headers: request
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
        }
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// How many requests are remembered: a sandbox may serve for days, and nobody may ever ask for them.
const REMEMBERED: usize = 50_000;

/// The requests that a sandbox received, the oldest of them forgotten where there are too many.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<VecDeque<RecordedRequest>>);

impl RequestLog {
    pub(crate) fn note(&self, request: &Request) {
        let mut requests = self.locked();
        if requests.len() >= REMEMBERED {
            requests.pop_front();
        }
        requests.push_back(RecordedRequest::of(request));
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.locked().iter().cloned().collect()
    }

    fn locked(&self) -> MutexGuard<'_, VecDeque<RecordedRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn the_oldest_requests_are_forgotten_where_there_are_too_many() {
        let log = RequestLog::default();
        for number in 0..REMEMBERED + 2 {
            let request = Request::builder().uri(format!("/{number}"));
            log.note(&request.body(Body::empty()).unwrap());
        }
        let all = log.all();
        assert_eq!(all.len(), REMEMBERED);
        let ends = [all.first(), all.last()].map(|request| request.unwrap().path.clone());
        assert_eq!(ends, ["/2", "/50001"]);
    }
}
