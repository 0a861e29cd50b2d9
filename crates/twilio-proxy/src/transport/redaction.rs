//! Blanks the secrets and the personal data of a request in texts of the server that repeat them.

mod letters;
mod patterns;
mod reading;
mod search;

use std::sync::OnceLock;

use reqwest::Request;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use serde_json::Value;
use twilio_proxy_client::PLAIN_FIELDS;

use letters::is_sid;
use patterns::Patterns;
use reading::readings;

const BLANK: &str = "<redacted>";

/// The most text of a request that a message is compared with, in bytes. The API allows 1,600 characters in a message,
/// and ten links to media.
const MAX_VALUE_BYTES: usize = 32 << 10;

/// The most values that a message is compared with. Each word with digits counts as one.
const MAX_PATTERNS: usize = 2_000;

/// The longest header that is compared, in bytes.
const MAX_HEADER_BYTES: usize = 4 << 10;

/// The longest message that is shown, in bytes.
const MAX_MESSAGE_BYTES: usize = 4 << 10;

/// The values of a request that no error may show.
#[derive(Default)]
pub(crate) struct Redaction {
    values: Vec<String>,
    /// Whether the request has a body, which can hold personal data in many spellings.
    has_body: bool,
    /// Whether the body is something else than a form, so that its values are unknown.
    is_unreadable: bool,
    /// Built for the first text that is compared: most requests succeed, and need none.
    patterns: OnceLock<Option<Patterns>>,
}

impl Redaction {
    /// Collects the client's `secrets`, the page token, and the fields that the description does not list as plain.
    pub(crate) fn new(secrets: &[String], request: &Request) -> Self {
        let mut redaction = Self {
            values: secrets.to_vec(),
            ..Self::default()
        };
        redaction.add_private(request.url().query().unwrap_or_default().as_bytes());
        redaction.add_headers(request);
        if let Some(body) = request.body() {
            redaction.has_body = true;
            let media_type = request.headers().get(CONTENT_TYPE);
            let media_type = media_type.and_then(|value| value.to_str().ok());
            match (media_type, body.as_bytes()) {
                (_, Some([])) => {}
                (Some("application/x-www-form-urlencoded"), Some(form)) => {
                    redaction.add_private(form);
                }
                (Some("application/json"), Some(json)) => redaction.add_json(json),
                _ => redaction.is_unreadable = true,
            }
        }
        redaction.values.retain(|value| !value.is_empty());
        redaction
    }

    /// Adds the values of the headers that a caller sets.
    fn add_headers(&mut self, request: &Request) {
        for (name, value) in request.headers() {
            let is_plain = [ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE].contains(name)
                || PLAIN_FIELDS
                    .iter()
                    .any(|plain| plain.eq_ignore_ascii_case(name.as_str()));
            if !is_plain {
                let value = String::from_utf8_lossy(value.as_bytes());
                self.values.push(value.into_owned());
            }
        }
    }

    /// Adds the values of a JSON body that may be personal data or secret.
    fn add_json(&mut self, json: &[u8]) {
        match serde_json::from_slice(json) {
            Ok(Value::Object(fields)) => {
                for (name, value) in fields {
                    if !PLAIN_FIELDS.contains(&&*name) {
                        self.values.push(match value {
                            Value::String(text) => text,
                            value => value.to_string(),
                        });
                    }
                }
            }
            Ok(value) => self.values.push(value.to_string()),
            Err(_) => self.is_unreadable = true,
        }
    }

    /// Adds the values of a query or a form that may be personal data or secret.
    fn add_private(&mut self, pairs: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(pairs) {
            if !PLAIN_FIELDS.contains(&&*name) {
                self.values.push(value.into_owned());
            }
        }
    }

    /// Returns a message of the API without these values, and shortened.
    ///
    /// Returns `None` if the values cannot be compared with the message. `is_shortened` is true if `message` is only
    /// the start of a message.
    pub(crate) fn message(&self, message: &str, is_shortened: bool) -> Option<String> {
        // At the end of a part there can be half of a value, which does not match: only the first half is shown.
        let shown = message.len() / if is_shortened { 2 } else { 1 };
        Some(blanked(message, self.patterns()?, shown))
    }

    /// Returns a header without these values, if it repeats one.
    pub(crate) fn header(&self, value: &HeaderValue) -> Option<HeaderValue> {
        let text = String::from_utf8_lossy(value.as_bytes());
        // Most headers repeat nothing, and a listing passes those of every page here.
        let is_suspect = self.has_body
            || text.contains(['+', '%'])
            || self.values.iter().any(|value| text.contains(value));
        if !is_suspect {
            return None;
        }
        let blank = HeaderValue::from_static(BLANK);
        match self.patterns() {
            Some(patterns) if text.len() <= MAX_HEADER_BYTES => {
                let blanked = blanked(&text, patterns, text.len());
                (blanked != text).then(|| blanked.try_into().unwrap_or(blank))
            }
            _ => Some(blank),
        }
    }

    /// Returns the values as they are compared, or `None` if they are unknown or too many.
    fn patterns(&self) -> Option<&Patterns> {
        let patterns = self.patterns.get_or_init(|| {
            let length = self.values.iter().map(String::len).sum::<usize>();
            if self.is_unreadable || length > MAX_VALUE_BYTES {
                return None;
            }
            let mut patterns = Patterns::default();
            for value in &self.values {
                patterns.add(value);
                json_texts(value).iter().for_each(|text| patterns.add(text));
            }
            (patterns.len() <= MAX_PATTERNS).then_some(patterns)
        });
        patterns.as_ref()
    }
}

/// Blanks the values in the first `shown` bytes of a text, and shortens it.
fn blanked(text: &str, patterns: &Patterns, shown: usize) -> String {
    let mut is_hidden = vec![false; text.len()];
    for reading in readings(text) {
        for place in search::places(&reading, patterns) {
            let hidden = is_hidden.get_mut(place);
            hidden.into_iter().for_each(|hidden| hidden.fill(true));
        }
    }
    let mut blanked = String::new();
    let mut was_hidden = false;
    for (at, char) in text.char_indices() {
        if at >= shown || blanked.len() >= MAX_MESSAGE_BYTES {
            blanked.push('…');
            break;
        }
        let hidden = is_hidden.get(at).copied().unwrap_or_default();
        match (hidden, was_hidden) {
            (true, false) => blanked.push_str(BLANK),
            (true, true) => {}
            (false, _) => blanked.push(char),
        }
        was_hidden = hidden;
    }
    blanked
}

/// Returns the texts and numbers in JSON, such as that of an object in a form field, but no SIDs.
fn json_texts(json: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = Vec::new();
    if json.trim_start().starts_with(['{', '[']) {
        rest.extend(serde_json::from_str::<Value>(json).ok());
    }
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(fields) => rest.extend(fields.into_iter().map(|(_, value)| value)),
            Value::Array(values) => rest.extend(values),
            Value::String(text) if !is_sid(&text) => texts.push(text),
            Value::Number(number) => texts.push(number.to_string()),
            Value::String(_) | Value::Bool(_) | Value::Null => {}
        }
    }
    texts
}
