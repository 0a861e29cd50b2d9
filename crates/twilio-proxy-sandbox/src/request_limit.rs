use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{Method, Uri};
use tokio::time::Instant;

/// The time over which requests are counted.
const WINDOW: Duration = Duration::from_secs(5);

/// Limits the requests to each endpoint of a service, averaged over a sliding window, as the API does.
pub(crate) struct RequestLimit {
    /// The most requests in a window.
    most: usize,
    times: Mutex<HashMap<String, VecDeque<Instant>>>,
}

impl RequestLimit {
    /// Returns the limit for a number of requests per second; `None` if it is not above zero.
    pub(crate) fn new(per_second: f64) -> Option<Self> {
        (per_second > 0.0).then(|| Self {
            // A float that is too large becomes the largest number.
            most: (per_second * WINDOW.as_secs_f64()).floor() as usize,
            times: Mutex::default(),
        })
    }

    /// Counts a request. Returns false if it is beyond the limit. Such a request does not count.
    pub(crate) fn admits(&self, method: &Method, uri: &Uri) -> bool {
        let now = Instant::now();
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let times = times.entry(endpoint(method, uri.path())).or_default();
        while times
            .front()
            .is_some_and(|time| now.duration_since(*time) >= WINDOW)
        {
            times.pop_front();
        }
        let admits = times.len() < self.most;
        if admits {
            times.push_back(now);
        }
        admits
    }
}

/// Returns the endpoint of a path: its words and the SID of its service. A collection and its records differ in length.
fn endpoint(method: &Method, path: &str) -> String {
    let parts: Vec<_> = path.trim_matches('/').split('/').take(10).collect();
    let mut endpoint = format!("{method} {}", parts.len());
    for (place, part) in parts.into_iter().enumerate() {
        if place == 2 || place % 2 == 1 {
            endpoint.push('/');
            endpoint.push_str(part);
        }
    }
    endpoint
}
