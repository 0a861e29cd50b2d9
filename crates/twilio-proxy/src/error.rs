use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use twilio_proxy_client::InvalidSid;

use crate::transport::escaped::Escaped;
use crate::transport::response::HttpResponse;
use crate::{Cursor, RejectedRecord};

/// The longest message that `Display` and `Debug` show, in characters.
const MAX_MESSAGE_CHARS: usize = 1_000;

/// The longest text of a source that `Debug` shows, in characters.
const MAX_SOURCE_CHARS: usize = 300;

/// What went wrong, in the terms that a program decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument cannot be sent, or no request can be built from it. Found before any I/O: correct the call.
    InvalidInput,
    /// The environment or the builder can't make a client, or a call is made where no Tokio runtime with timers and I/O
    /// runs: mend the configuration.
    Configuration,
    /// The credentials are not accepted, or not for this (401, 403).
    Unauthorized,
    /// What was asked for does not exist, or not for these credentials (404).
    NotFound,
    /// Too many requests (429), after the last attempt, or if the server requests a longer wait than the policy allows.
    /// [`Error::retry_after`] returns the wait. Before any attempt, if the pause after another call's 429 ends later than
    /// the deadline.
    RateLimited,
    /// Any other answer that is not what was asked for: 3xx (no redirect is followed), 4xx, 5xx after the last
    /// attempt, or a 200 that bears an API error.
    Api,
    /// The connection or the answer's body broke, after the last attempt.
    Transport,
    /// A time limit ran out, after the last attempt.
    Timeout,
    /// An answer is larger than `max_response_bytes`, counted after decompression.
    TooLarge,
    /// A success that is not what was asked for: a page without a list or `meta`, a record that does not decode, or no
    /// JSON. Never retried. Also a callback without a required parameter.
    Decode,
    /// One record did not decode; the listing goes on. [`Error::rejected`] has it.
    Record,
    /// The server's next link repeats itself, leads to another collection, or goes on past `max_pages`.
    Pagination,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidInput => "invalid input",
            Self::Configuration => "configuration",
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not found",
            Self::RateLimited => "rate limited",
            Self::Api => "api error",
            Self::Transport => "transport",
            Self::Timeout => "timeout",
            Self::TooLarge => "answer too large",
            Self::Decode => "unreadable answer",
            Self::Record => "unreadable record",
            Self::Pagination => "pagination",
        })
    }
}

/// Why a call did not give what was asked for.
///
/// Decide by [`kind`](Self::kind); show it with `Display`. Neither `Display` nor `Debug` nor a source shows a secret, a
/// page token, a phone number or the content of a message. `Display` writes one line of less than 4,000 bytes: it
/// escapes control characters and shortens a message of more than 1,000 characters.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use twilio_proxy::ErrorKind;
///
/// # let sandbox = Sandbox::builder().start().await?;
/// # let client = sandbox.client()?;
/// let missing = client.list_sessions("KS00000000000000000000000000000000");
/// match missing.collect().await {
///     Ok(sessions) => println!("{} sessions", sessions.len()),
///     Err(error) if error.kind() == ErrorKind::NotFound => assert_eq!(error.code(), Some(20404)),
///     Err(error) => eprintln!("{error}"), // code, request id and attempts included
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<Parts>);

#[derive(Clone)]
struct Parts {
    kind: ErrorKind,
    message: String,
    status: Option<u16>,
    code: Option<u32>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    attempts: u32,
    cursor: Option<Cursor>,
    rejected: Option<RejectedRecord>,
    details: Option<Arc<Value>>,
    more_info: Option<String>,
    outcome_unknown: bool,
    /// The error response, until the error leaves the generated method.
    response: Option<HttpResponse>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            kind,
            message: message.into(),
            status: None,
            code: None,
            request_id: None,
            retry_after: None,
            attempts: 0,
            cursor: None,
            rejected: None,
            details: None,
            more_info: None,
            outcome_unknown: false,
            response: None,
            source: None,
        }))
    }

    /// What went wrong, to decide by.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The answer's HTTP status, where there was an answer. See also [`attempts`](Self::attempts).
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The API's own error code, such as 20404: the [error dictionary](https://www.twilio.com/docs/api/errors) explains
    /// it.
    pub fn code(&self) -> Option<u32> {
        self.0.code
    }

    /// Returns the reason in words, for people: those of the API, if its response has any.
    ///
    /// They have no secret, page token or personal data of the request, and no phone number in international notation:
    /// `<redacted>` stands in their place. The text can have control characters and up to 4 KiB; `Display` escapes and
    /// shortens it. If the request held more than 32 KiB of personal data, the API's words are left out.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The `Twilio-Request-Id` of the last answer: what the vendor's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the wait before the next request: the server's `Retry-After`, or the computed pause after a 429 without one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How many requests were sent for this call; 0 where it failed before any.
    ///
    /// 0 too for a [`Record`](ErrorKind::Record), a loop of links and `max_pages`: they come after an answer that was had.
    /// [`List::pages`](crate::List::pages) has the request id of each page.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the cursor at which a listing that failed part-way continues, for [`List::resume`](crate::List::resume).
    ///
    /// The error of [`List::collect`](crate::List::collect) has the cursor at which the listing began, because the items
    /// before it are dropped.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.0.cursor.as_ref()
    }

    /// Returns the record that did not decode, if the kind is [`Record`](ErrorKind::Record), or if it is
    /// [`Decode`](ErrorKind::Decode) and the response to a create, a fetch or an update has a body.
    pub fn rejected(&self) -> Option<&RejectedRecord> {
        self.0.rejected.as_ref()
    }

    /// Returns the `details` of the API's error, as the API sent them, if they have at most 64 KiB.
    ///
    /// They may repeat personal data of the request and hold any character, so neither `Display` nor `Debug` shows them.
    /// Do not log them unseen.
    pub fn details(&self) -> Option<&Value> {
        self.0.details.as_deref()
    }

    /// Returns the address of the vendor's page about this error, as the API sent it (`more_info`).
    ///
    /// Neither `Display` nor `Debug` shows it. The text is the server's: check it before you open or log it.
    pub fn more_info(&self) -> Option<&str> {
        self.0.more_info.as_deref()
    }

    /// Returns whether the API may have carried out the change that this request asked for, in spite of the error.
    ///
    /// True after a time-out, after a connection that broke once the request was sent, after a 5xx, and after a success
    /// whose body does not decode. False for requests that only read, for 4xx (429 included), and if no connection was
    /// made. If it is true, fetch the resource before you send the request again.
    pub fn outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }

    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_code(mut self, code: Option<u32>) -> Self {
        self.0.code = code;
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_cursor(mut self, cursor: Option<Cursor>) -> Self {
        self.0.cursor = cursor;
        self
    }

    pub(crate) fn with_details(mut self, details: Option<Value>) -> Self {
        self.0.details = details.map(Arc::new);
        self
    }

    pub(crate) fn with_more_info(mut self, more_info: Option<String>) -> Self {
        self.0.more_info = more_info;
        self
    }

    pub(crate) fn with_outcome_unknown(mut self, unknown: bool) -> Self {
        self.0.outcome_unknown = unknown;
        self
    }

    pub(crate) fn with_rejected(mut self, rejected: Option<RejectedRecord>) -> Self {
        self.0.rejected = rejected;
        self
    }

    /// Returns the response, until the error leaves the generated method.
    pub(crate) fn response(&self) -> Option<&HttpResponse> {
        self.0.response.as_ref()
    }

    pub(crate) fn with_response(mut self, response: HttpResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    /// Removes and returns the error response.
    pub(crate) fn take_response(&mut self) -> Option<HttpResponse> {
        self.0.response.take()
    }

    /// Drops the error response, so that the error does not keep its body.
    pub(crate) fn without_response(mut self) -> Self {
        self.0.response = None;
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &self.0;
        let message = Escaped::new(&parts.message, MAX_MESSAGE_CHARS);
        write!(f, "{}: {message}", parts.kind)?;
        let mut details = Vec::new();
        details.extend(parts.status.map(|status| format!("HTTP {status}")));
        details.extend(parts.code.map(|code| format!("code {code}")));
        details.extend(parts.request_id.as_ref().map(|id| format!("request {id}")));
        details.extend(
            parts
                .retry_after
                .map(|wait| format!("retry after {} s", wait.as_secs())),
        );
        if parts.attempts > 1 {
            details.push(format!("{} attempts", parts.attempts));
        }
        if !details.is_empty() {
            write!(f, " ({})", details.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &self.0;
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &parts.kind)
            .field("message", &Escaped::new(&parts.message, MAX_MESSAGE_CHARS));
        if let Some(status) = parts.status {
            debug.field("status", &status);
        }
        if let Some(code) = parts.code {
            debug.field("code", &code);
        }
        if let Some(request_id) = &parts.request_id {
            debug.field("request_id", request_id);
        }
        if let Some(wait) = parts.retry_after {
            debug.field("retry_after", &wait);
        }
        if let Some(cursor) = &parts.cursor {
            debug.field("cursor", cursor);
        }
        if let Some(source) = &parts.source {
            let source = source.to_string();
            debug.field("source", &Escaped::new(&source, MAX_SOURCE_CHARS));
        }
        debug
            .field("attempts", &parts.attempts)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<InvalidSid> for Error {
    fn from(invalid: InvalidSid) -> Self {
        Self::new(ErrorKind::InvalidInput, invalid.to_string())
    }
}

impl From<RejectedRecord> for Error {
    fn from(rejected: RejectedRecord) -> Self {
        Self::new(ErrorKind::Record, rejected.to_string()).with_rejected(Some(rejected))
    }
}
