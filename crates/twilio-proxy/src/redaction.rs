//! Blanks the secrets and the personal data of a request in texts of the server that repeat them.

mod letters;
mod patterns;
mod reading;
mod search;

use reqwest::Request;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde_json::Value;
use twilio_proxy_client::PLAIN_FIELDS;

use patterns::Patterns;
use reading::readings;

const BLANK: &str = "<redacted>";

/// The most text of a request that a message is compared with, in bytes. The API allows 1,600 characters in a message,
/// and ten links to media.
const MAX_VALUE_BYTES: usize = 32 << 10;

/// The longest header that is compared, in bytes.
const MAX_HEADER_BYTES: usize = 4 << 10;

/// The longest message that is shown, in bytes.
const MAX_MESSAGE_BYTES: usize = 4 << 10;

/// The values of a request that no error may show.
#[derive(Default)]
pub(crate) struct Redaction {
    values: Vec<String>,
    /// Whether the request has a form, which can hold personal data in many spellings.
    has_form: bool,
    /// Whether there are values that cannot be compared: too many, or in a body that is not a form.
    is_incomplete: bool,
}

impl Redaction {
    /// Collects the client's `secrets`, the page token, and the fields that the description does not list as plain.
    pub(crate) fn new(secrets: &[String], request: &Request) -> Self {
        let mut values = secrets.to_vec();
        private_values(
            request.url().query().unwrap_or_default().as_bytes(),
            &mut values,
        );
        let mut redaction = Self::default();
        if let Some(body) = request.body() {
            let is_form = request.headers().get(CONTENT_TYPE)
                == Some(&HeaderValue::from_static(
                    "application/x-www-form-urlencoded",
                ));
            match body.as_bytes() {
                Some([]) => {}
                Some(form) if is_form => private_values(form, &mut values),
                _ => redaction.is_incomplete = true,
            }
            redaction.has_form = true;
        }
        values.retain(|value| !value.is_empty());
        let length = values.iter().map(String::len).sum::<usize>();
        redaction.is_incomplete |= length > MAX_VALUE_BYTES;
        redaction.values = values;
        redaction
    }

    /// Returns a message of the API without these values, and shortened.
    ///
    /// Returns `None` if it is not certain that the message repeats none of them. `is_shortened` says whether `message`
    /// is only the start of a message.
    pub(crate) fn message(&self, message: &str, is_shortened: bool) -> Option<String> {
        if self.is_incomplete {
            return None;
        }
        // At the end of a part there can be half of a value, which does not match: only the first half is shown.
        let shown = message.len() / if is_shortened { 2 } else { 1 };
        Some(self.blanked(message, shown))
    }

    /// Returns a header without these values, if it repeats one.
    pub(crate) fn header(&self, value: &HeaderValue) -> Option<HeaderValue> {
        let text = String::from_utf8_lossy(value.as_bytes());
        // Most headers repeat nothing, and those of a page are on the way of every listing.
        let is_suspect = self.has_form
            || text.contains(['+', '%'])
            || self.values.iter().any(|value| text.contains(value));
        if !is_suspect {
            return None;
        }
        let blank = HeaderValue::from_static(BLANK);
        if self.is_incomplete || text.len() > MAX_HEADER_BYTES {
            return Some(blank);
        }
        let blanked = self.blanked(&text, text.len());
        (blanked != text).then(|| blanked.try_into().unwrap_or(blank))
    }

    /// Blanks the values in the first `shown` bytes of a text, and shortens it.
    fn blanked(&self, text: &str, shown: usize) -> String {
        let mut patterns = Patterns::default();
        for value in &self.values {
            patterns.add(value);
            for part in json_texts(value) {
                patterns.add(&part);
            }
        }
        let mut is_hidden = vec![false; text.len()];
        for reading in readings(text) {
            for place in search::places(&reading, &patterns) {
                let hidden = is_hidden.get_mut(place);
                hidden.into_iter().for_each(|hidden| hidden.fill(true));
            }
        }
        let mut blanked = String::new();
        let mut was_hidden = false;
        for ((at, char), hidden) in text.char_indices().zip(hidden_chars(text, &is_hidden)) {
            // A blank can be longer than the text that it replaces.
            if at >= shown || blanked.len() >= MAX_MESSAGE_BYTES {
                blanked.push('…');
                break;
            }
            match (hidden, was_hidden) {
                (true, false) => blanked.push_str(BLANK),
                (true, true) => {}
                (false, _) => blanked.push(char),
            }
            was_hidden = hidden;
        }
        blanked
    }
}

/// Says of each character whether it is hidden.
fn hidden_chars(text: &str, is_hidden: &[bool]) -> impl Iterator<Item = bool> {
    let places = text.char_indices().map(|(at, _)| at);
    places.map(|at| is_hidden.get(at).copied().unwrap_or_default())
}

/// Adds the values of a query or a form that may be personal data or secret.
fn private_values(pairs: &[u8], values: &mut Vec<String>) {
    for (name, value) in url::form_urlencoded::parse(pairs) {
        if !PLAIN_FIELDS.contains(&&*name) {
            values.push(value.into_owned());
        }
    }
}

/// Returns the texts and numbers in JSON, such as a participant of a new session, but no SIDs.
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
            Value::String(text) if text.parse::<crate::ResourceSid>().is_err() => texts.push(text),
            Value::Number(number) => texts.push(number.to_string()),
            Value::String(_) | Value::Bool(_) | Value::Null => {}
        }
    }
    texts
}
