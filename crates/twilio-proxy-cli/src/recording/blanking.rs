//! Blanks secrets and personal data, and all values whose name is not in the description.

use std::borrow::Cow;
use std::sync::LazyLock;

use http::HeaderName;
use regex::Regex;
use serde_json::{Map, Value};
use url::Url;

use crate::recording::description::Names;

/// The text that replaces a value.
pub const BLANK: &str = "REDACTED";

/// The headers whose values are recorded.
const PLAIN_HEADERS: [&str; 14] = [
    "accept",
    "accept-encoding",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "retry-after",
    "transfer-encoding",
    "twilio-concurrent-requests",
    "twilio-request-id",
    "user-agent",
];

/// Six digits or more in a row, as in phone numbers, with the punctuation between them. A SID is matched first.
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z]{2}[0-9a-fA-F]{32}\b|\+?[0-9](?:[ ().\-]{0,2}[0-9]){5,}").ok()
});

/// The shortest value that is searched for in explanations: shorter ones are parts of words.
const SHORTEST: usize = 3;

/// Decides by the description which values are recorded.
pub struct Blanking {
    names: Names,
    /// Values that were blanked in the request, which the response may repeat.
    hidden: Vec<String>,
}

impl Default for Blanking {
    fn default() -> Self {
        Self {
            names: Names::read(),
            hidden: Vec::new(),
        }
    }
}

impl Blanking {
    /// Notes the values of a request, so that they are blanked in its response too. Those of the request before are forgotten.
    pub fn note_request(&mut self, url: &Url, form: &[u8]) {
        let segments = url.path_segments().into_iter().flatten();
        let segments = segments
            .filter(|segment| self.segment(segment) == BLANK)
            .map(str::to_owned);
        let fields: Vec<_> = url
            .query_pairs()
            .chain(form_urlencoded::parse(form))
            .collect();
        let mut hidden: Vec<String> = segments.collect();
        for (name, value) in fields {
            match serde_json::from_str(&value) {
                Ok(json @ (Value::Object(_) | Value::Array(_))) => add_texts(&json, &mut hidden),
                _ if !self.is_plain(&name) => hidden.push(value.into_owned()),
                _ => {}
            }
        }
        hidden.retain(|value| value.chars().count() >= SHORTEST && !is_sid(value));
        // A value is blanked before a part of it.
        hidden.sort_by_key(|value| std::cmp::Reverse(value.len()));
        self.hidden = hidden;
    }

    fn is_plain(&self, name: &str) -> bool {
        name != "PageToken" && self.names.plain.contains(name)
    }

    /// Blanks the value of a header.
    pub fn header<'a>(&self, name: &HeaderName, value: &'a str) -> &'a str {
        let is_plain = PLAIN_HEADERS.contains(&name.as_str());
        if is_plain { value } else { BLANK }
    }

    /// Blanks the value of a parameter of a query or a form.
    pub fn parameter(&self, name: &str, value: &str) -> String {
        if self.is_plain(name) {
            self.text(value)
        } else {
            BLANK.to_owned()
        }
    }

    /// Blanks the user information, the values in the path and the query of a URL.
    pub fn url(&self, url: &Url) -> Url {
        let mut blanked = url.clone();
        // A URL without a host has neither.
        let _ = blanked.set_username("");
        let _ = blanked.set_password(None);
        blanked.set_fragment(None);
        if let Some(segments) = url.path_segments() {
            let segments: Vec<_> = segments.map(|segment| self.segment(segment)).collect();
            blanked.set_path(&segments.join("/"));
        }
        blanked.set_query(None);
        if url.query().is_some() {
            let pairs = url.query_pairs();
            let pairs = pairs.map(|(name, value)| {
                let value = self.parameter(&name, &value);
                (name, value)
            });
            blanked.query_pairs_mut().extend_pairs(pairs);
        }
        blanked
    }

    fn segment<'a>(&self, segment: &'a str) -> &'a str {
        let is_known = segment.is_empty() || self.names.path_segments.contains(segment);
        if is_known || is_sid(segment) {
            segment
        } else {
            BLANK
        }
    }

    /// Blanks a JSON value and all that it contains.
    pub fn json(&self, value: Value) -> Value {
        self.member("", value)
    }

    /// Blanks the value of a property. The top of a document has no name.
    fn member(&self, name: &str, value: Value) -> Value {
        let is_plain = self.is_plain(name);
        match value {
            Value::Object(members) => Value::Object(self.members(members)),
            Value::Array(items) => items
                .into_iter()
                .map(|item| self.member(name, item))
                .collect(),
            Value::String(text) if is_plain || is_url(&text) => self.text(&text).into(),
            Value::String(_) => BLANK.into(),
            Value::Number(_) if !is_plain => 0.into(),
            other => other,
        }
    }

    fn members(&self, members: Map<String, Value>) -> Map<String, Value> {
        let members = members.into_iter();
        members
            .map(|(name, value)| {
                let value = self.member(&name, value);
                (self.name(name), value)
            })
            .collect()
    }

    /// Blanks phone numbers in a name that the description does not have.
    fn name(&self, name: String) -> String {
        if self.is_plain(&name) {
            return name;
        }
        without_numbers(&name).into_owned()
    }

    /// Blanks personal data in the text of a property that is not personal: in URLs, in JSON, and phone numbers.
    fn text(&self, text: &str) -> String {
        let is_json = text.starts_with(['{', '[']);
        if let Some(value) = is_json.then(|| serde_json::from_str(text).ok()).flatten() {
            return self.json(value).to_string();
        }
        if let Some(url) = as_url(text) {
            return self.url(&url).to_string();
        }
        if is_date(text) {
            return text.to_owned();
        }
        let text = self
            .hidden
            .iter()
            .fold(text.to_owned(), |text, hidden| text.replace(hidden, BLANK));
        without_numbers(&text).into_owned()
    }
}

/// Adds the texts of a JSON value.
fn add_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| add_texts(item, texts)),
        Value::Object(members) => members.values().for_each(|member| add_texts(member, texts)),
        _ => {}
    }
}

fn without_numbers(text: &str) -> Cow<'_, str> {
    let Some(numbers) = NUMBERS.as_ref() else {
        return BLANK.into();
    };
    numbers.replace_all(text, |found: &regex::Captures<'_>| {
        let found = found.get(0).map_or("", |found| found.as_str());
        if is_sid(found) {
            found.to_owned()
        } else {
            BLANK.to_owned()
        }
    })
}

fn as_url(text: &str) -> Option<Url> {
    let is_absolute = text.starts_with("http://") || text.starts_with("https://");
    is_absolute.then(|| Url::parse(text).ok()).flatten()
}

fn is_url(text: &str) -> bool {
    as_url(text).is_some()
}

/// Returns whether a text is a date of RFC 3339.
fn is_date(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// Returns whether a text is two capitals and 32 hexadecimal digits.
fn is_sid(text: &str) -> bool {
    text.len() == 34
        && text.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_keeps_its_form_and_loses_personal_data() {
        let sid = "KP00000000000000000000000000123456";
        let record = json!({
            "sid": sid,
            "identifier": "+14155550100",
            "friendly_name": null,
            "date_created": "2015-07-30T20:00:00Z",
            "url": format!("https://ann:secret@proxy.example/v1/Services/{sid}/Sessions/ann-and-bob?PageToken=abc&Page=2#ann"),
            "links": { "message_interactions": "https://proxy.example/v1/Services" },
            "page": 3,
            "mms": true,
            "nickname": "Ann",
            "age": 41,
        });
        let blanked = json!({
            "sid": sid,
            "identifier": BLANK,
            "friendly_name": null,
            "date_created": "2015-07-30T20:00:00Z",
            "url": format!("https://proxy.example/v1/Services/{sid}/Sessions/{BLANK}?PageToken={BLANK}&Page=2"),
            "links": { "message_interactions": "https://proxy.example/v1/Services" },
            "page": 3,
            "mms": true,
            "nickname": BLANK,
            "age": 0,
        });
        assert_eq!(Blanking::default().json(record), blanked);
    }

    #[test]
    fn an_explanation_stays_readable_without_phone_numbers() {
        let sid = "KS0123456789abcdef0123456789abcdef";
        let message =
            format!("{sid}: 'To' number +1 (415) 555-0100 cannot be reached (80404, attempt 2)");
        let blanked = Blanking::default().json(json!({ "message": message }));
        let expected = format!("{sid}: 'To' number {BLANK} cannot be reached (80404, attempt 2)");
        assert_eq!(blanked, json!({ "message": expected }));
    }

    #[test]
    fn a_form_keeps_what_is_not_personal() {
        let blanking = Blanking::default();
        assert_eq!(blanking.parameter("Mode", "voice-only"), "voice-only");
        assert_eq!(blanking.parameter("Ttl", "3600"), "3600");
        assert_eq!(blanking.parameter("PageToken", "PT1"), BLANK);
        assert_eq!(blanking.parameter("Body", "see you"), BLANK);
        assert_eq!(blanking.parameter("Colour", "blue"), BLANK);
        let participants = r#"{"Identifier":"+14155550100","ProxyIdentifierSid":"PN00000000000000000000000000000001"}"#;
        let blanked = format!(
            r#"{{"Identifier":"{BLANK}","ProxyIdentifierSid":"PN00000000000000000000000000000001"}}"#
        );
        assert_eq!(blanking.parameter("Participants", participants), blanked);
    }
}
