use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::value::RawValue;
use twilio_proxy_client::Undecodable;

use crate::transport::escaped::Escaped;

/// A record of a page, or of a response with one record, that did not decode.
///
/// Its `Debug` and `Display` say where and why, and show no value of the record; [`raw`](Self::raw) gives all of it.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use twilio_proxy_sandbox::Fault;
///
/// let sandbox = Sandbox::builder().sessions(3).fault(Fault::bad_record(1)).start().await?;
/// let page = sandbox.client()?.list_sessions(sandbox.service_sid()).page().await?;
/// assert_eq!(page.items.len(), 2);
/// for rejected in &page.rejected {
///     eprintln!("{rejected}"); // where and why; `rejected.raw()` has the JSON
///     assert_eq!(rejected.index(), 1);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct RejectedRecord {
    index: usize,
    raw: Box<str>,
    path: String,
    message: String,
}

impl RejectedRecord {
    /// A record that is wrong as a whole.
    pub(crate) fn whole(index: usize, raw: &RawValue, message: &str) -> Self {
        Self {
            index,
            raw: raw.get().into(),
            path: ".".to_owned(),
            message: message.to_owned(),
        }
    }

    /// Returns the whole body of a response that did not decode, if there is one.
    pub(crate) fn body(undecodable: &Undecodable) -> Option<Self> {
        if undecodable.body().is_empty() {
            return None;
        }
        let error = undecodable.error();
        let message = match error.classify() {
            Category::Data => without_values(error),
            Category::Io | Category::Syntax | Category::Eof => "not JSON".to_owned(),
        };
        Some(Self {
            index: 0,
            raw: String::from_utf8_lossy(undecodable.body()).into(),
            path: undecodable.path(),
            message,
        })
    }

    /// Returns its position in its page, counted from 0; 0 if the response has one record.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the record as the API sent it, personal data included. It is JSON, unless the response was not. Bytes that
    /// are not UTF-8 are replaced by U+FFFD.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The field that did not decode, such as `date_created`; `.` where it is the record as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected there.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns path and message as they can be shown: names of fields can be the server's.
    pub(crate) fn printable(&self) -> (Escaped<'_>, Escaped<'_>) {
        const MAX_CHARS: usize = 200;
        (
            Escaped::new(&self.path, MAX_CHARS),
            Escaped::new(&self.message, MAX_CHARS),
        )
    }
}

/// One record as its type, or what was wrong with it.
pub(crate) fn decode<T: DeserializeOwned>(
    index: usize,
    raw: &RawValue,
) -> Result<T, RejectedRecord> {
    if raw.get().starts_with('[') {
        // serde would read the fields from an array, one after the other.
        return Err(RejectedRecord::whole(index, raw, "expected an object"));
    }
    let mut json = serde_json::Deserializer::from_str(raw.get());
    serde_path_to_error::deserialize(&mut json).map_err(|error| RejectedRecord {
        index,
        raw: raw.get().into(),
        path: error.path().to_string(),
        message: without_values(&error.into_inner()),
    })
}

/// What serde says was wrong, without the value that it quotes.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text
        .rfind(" at line ")
        .and_then(|end| text.get(..end))
        .unwrap_or(&text);
    // serde names fields and types, both ours; everything before the last "expected" can be the server's.
    if text.starts_with("missing field `") || text.starts_with("duplicate field `") {
        return text.to_owned();
    }
    match text.rfind("expected ").and_then(|start| text.get(start..)) {
        Some(expected) => expected.to_owned(),
        None => "a value that does not fit the field's type".to_owned(),
    }
}

impl fmt::Display for RejectedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, message) = self.printable();
        write!(
            f,
            "record {} of the page, field {path}: {message}",
            self.index
        )
    }
}

impl fmt::Debug for RejectedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, message) = self.printable();
        f.debug_struct("RejectedRecord")
            .field("index", &self.index)
            .field("path", &path)
            .field("message", &message)
            .finish_non_exhaustive()
    }
}
