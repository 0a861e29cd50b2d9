use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

/// A request as the sandbox received it, for assertions of your own.
///
/// Its `Debug` shows no value of a header or a form's field, and of the query's none but `Page` and `PageSize`:
/// credentials, page tokens and messages are not in it.
///
/// ```
/// use twilio_proxy_sandbox::Sandbox;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().services(3).start().await?;
/// let client = sandbox.client()?;
/// client.list_services().page_size(2).collect().await?;
/// let create = client.generated().create_service();
/// create.body_map(|service| service.unique_name("couriers")).send().await?;
///
/// let [first, second, create] = &sandbox.requests()[..] else {
///     panic!("three requests")
/// };
/// assert_eq!((first.method.as_str(), first.path.as_str()), ("GET", "/v1/Services"));
/// assert_eq!(second.parameter("Page"), Some("1"));
/// assert_eq!(create.field("UniqueName"), Some("couriers"));
/// assert!(create.header("User-Agent").is_some_and(|agent| agent.starts_with("twilio-proxy")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// Such as `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What stands behind the question mark, as sent; empty without one.
    pub query: String,
    /// The query's parameters, decoded, in the order received.
    pub parameters: Vec<(String, String)>,
    /// Names in lower case and values, in the order received. Credentials included.
    pub headers: Vec<(String, String)>,
    /// The fields of a form, decoded, in the order received; a list's field once for each item. Empty if
    /// the body is not a form, and if the sandbox refused the request unread: without the account's credentials, or
    /// with a body that is too large or not complete in time.
    pub form: Vec<(String, String)>,
}

impl RecordedRequest {
    pub(crate) fn of(head: &Parts, body: &[u8]) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let kind = head.headers.get(CONTENT_TYPE);
        let is_form = kind.is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
        let query = head.uri.query().unwrap_or_default();
        Self {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            parameters: pairs(query.as_bytes()),
            query: query.to_owned(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
            form: if is_form { pairs(body) } else { Vec::new() },
        }
    }

    /// Returns about how many bytes of memory the record takes, at least those of its text.
    fn size(&self) -> usize {
        let text = |text: &String| text.capacity() + ALLOCATION;
        let lists = [&self.parameters, &self.headers, &self.form].map(|list| {
            let texts = list.iter().map(|(name, value)| text(name) + text(value));
            texts.sum::<usize>() + list.capacity() * size_of::<(String, String)>()
        });
        let texts = [&self.method, &self.path, &self.query].map(text);
        // The queue of records has room for twice as many as it holds.
        let own = 2 * size_of::<Self>();
        own + texts.iter().chain(&lists).sum::<usize>()
    }

    /// A parameter of the query; the first of that name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        first(&self.parameters, |key| key == name)
    }

    /// A field of the form; the first of that name.
    pub fn field(&self, name: &str) -> Option<&str> {
        first(&self.form, |key| key == name)
    }

    /// A header's value, whatever the case of its name; the first of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, |key| key.eq_ignore_ascii_case(name))
    }
}

fn first(pairs: &[(String, String)], is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let (_, value) = pairs.iter().find(|(key, _)| is_it(key))?;
    Some(value)
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(encoded).into_owned().collect();
    pairs.shrink_to_fit();
    for (name, value) in &mut pairs {
        name.shrink_to_fit();
        value.shrink_to_fit();
    }
    pairs
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        let parameters = self.parameters.iter();
        let parameters: Vec<_> = parameters
            .map(|(name, value)| match name.as_str() {
                "Page" | "PageSize" => format!("{name}={value}"),
                _ => name.clone(),
            })
            .collect();
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("parameters", &parameters)
            .field("headers", &names(&self.headers))
            .field("form", &names(&self.form))
            .finish()
    }
}

/// An allocator's own cost of a text.
const ALLOCATION: usize = 16;

/// How much memory the recorded requests take at most. The largest request that is accepted fits.
const MAX_BYTES: usize = 8 << 20;

/// The requests that a sandbox received; the oldest are dropped when all together are too large.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Recorded>);

#[derive(Default)]
struct Recorded {
    requests: VecDeque<RecordedRequest>,
    bytes: usize,
    /// The number of requests so far.
    noted: usize,
}

impl RequestLog {
    pub(crate) fn note(&self, request: RecordedRequest) {
        let mut recorded = self.locked();
        recorded.bytes += request.size();
        recorded.noted += 1;
        recorded.requests.push_back(request);
        while recorded.bytes > MAX_BYTES
            && let Some(oldest) = recorded.requests.pop_front()
        {
            recorded.bytes -= oldest.size();
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.locked().requests.iter().cloned().collect()
    }

    /// Returns the newest requests with their numbers, counted from 1, the newest first.
    pub(crate) fn newest(&self, most: usize) -> Vec<(usize, RecordedRequest)> {
        let recorded = self.locked();
        let newest = recorded.requests.iter().rev().take(most).cloned();
        (1..=recorded.noted).rev().zip(newest).collect()
    }

    fn locked(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::extract::Request;

    use super::*;

    #[test]
    fn the_oldest_requests_are_dropped_when_all_together_are_too_large() {
        let log = RequestLog::default();
        let sent = 100_000;
        for number in 0..sent {
            let request = Request::builder().uri(format!("/{number}"));
            let (head, ()) = request.body(()).unwrap().into_parts();
            log.note(RecordedRequest::of(&head, b""));
        }
        let all = log.all();
        let kept = all.len();
        assert!((10_000..50_000).contains(&kept), "{kept}");
        let paths = all.iter().map(|request| request.path.clone());
        assert!(paths.eq((sent - kept..sent).map(|number| format!("/{number}"))));
        assert!(all.iter().map(RecordedRequest::size).sum::<usize>() <= MAX_BYTES);
    }
}
