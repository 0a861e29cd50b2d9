use axum::http::Uri;
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::json_object::JsonObject;
use crate::problem::Problem;

/// The fields of a POST. Each reader says of a field that is absent `None`, and of one that is wrong
/// what is wrong with it.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Of a body such as `UniqueName=one&DefaultTtl=60`.
    pub(crate) fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// Returns a form with these fields.
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Reads the JSON object that a field contains, such as `{"Identifier": "…"}`. A null is an absent field, and a key
    /// that is not one of `fields` is ignored, as unknown fields of forms are.
    pub(crate) fn of_json(name: &str, json: &str, fields: &[&str]) -> Result<Self, Problem> {
        let JsonObject(entries) =
            serde_json::from_str(json).map_err(|_| wrong(name, "not a JSON object"))?;
        let mut form = Vec::new();
        for (key, value) in entries {
            let key = capitalised(&key);
            match value {
                _ if !fields.contains(&key.as_str()) => {}
                Value::Null => {}
                Value::String(text) => form.push((key, text)),
                _ => {
                    return Err(wrong(
                        name,
                        &format!("an object whose {key} is not a string"),
                    ));
                }
            }
        }
        Ok(Self(form))
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.0.iter().filter(move |(key, _)| key == name);
        fields.map(|(_, value)| value.as_str())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// A text of so many characters at most.
    pub(crate) fn text(&self, name: &str, most: usize) -> Result<Option<String>, Problem> {
        let text = self.one(name)?;
        if text.is_some_and(|text| text.chars().count() > most) {
            return Err(wrong(name, &format!("longer than {most} characters")));
        }
        Ok(text.map(str::to_owned))
    }

    /// Returns the text of a field that a record must have, and that must not be blank.
    pub(crate) fn required(&self, name: &str, most: usize) -> Result<String, Problem> {
        self.text(name, most)?
            .filter(|text| !text.trim().is_empty())
            .ok_or_else(|| Problem::invalid_parameter(format!("Missing required parameter {name}")))
    }

    pub(crate) fn choice(
        &self,
        name: &str,
        allowed: &[&'static str],
    ) -> Result<Option<&'static str>, Problem> {
        self.read_one(
            name,
            &format!("not one of {}", allowed.join(", ")),
            |text| allowed.iter().copied().find(|value| *value == text),
        )
    }

    /// A number of seconds below 2147483647, and at least `least`.
    pub(crate) fn seconds(&self, name: &str, least: u32) -> Result<Option<u32>, Problem> {
        let fault = format!("not a number of seconds from {least} to {MOST_SECONDS}");
        self.read_one(name, &fault, |text| {
            let seconds = text.parse().ok()?;
            (least..=MOST_SECONDS).contains(&seconds).then_some(seconds)
        })
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Problem> {
        self.read_one(name, "neither true nor false", |text| {
            text.to_ascii_lowercase().parse().ok()
        })
    }

    /// An absolute URL; an empty one takes away what was set.
    pub(crate) fn url(&self, name: &str) -> Result<Option<Option<String>>, Problem> {
        self.read_one(name, NO_URL, |text| {
            (text.is_empty() || is_url(text)).then(|| some_text(text))
        })
    }

    pub(crate) fn urls(&self, name: &str) -> Result<Vec<String>, Problem> {
        self.all(name)
            .map(|text| is_url(text).then(|| text.to_owned()))
            .collect::<Option<_>>()
            .ok_or_else(|| wrong(name, NO_URL))
    }

    /// Two letters that say of what, and 32 hex digits.
    pub(crate) fn sid(&self, name: &str, prefix: &str) -> Result<Option<String>, Problem> {
        self.read_one(name, &format!("not a SID of {prefix}"), |text| {
            let digits = text.strip_prefix(prefix)?;
            let sound = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            sound.then(|| text.to_owned())
        })
    }

    pub(crate) fn date(&self, name: &str) -> Result<Option<DateTime<Utc>>, Problem> {
        self.read_one(name, "not a date of ISO 8601", |text| {
            let date = DateTime::parse_from_rfc3339(text).ok()?;
            Some(date.with_timezone(&Utc))
        })
    }

    /// A number of E.164, such as `+15550100`.
    pub(crate) fn phone_number(&self, name: &str) -> Result<Option<String>, Problem> {
        self.read_one(name, "not a phone number of E.164", |text| {
            is_phone_number(text).then(|| text.to_owned())
        })
    }

    fn read_one<T>(
        &self,
        name: &str,
        fault: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        self.one(name)?
            .map(|text| read(text).ok_or_else(|| wrong(name, fault)))
            .transpose()
    }

    fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(wrong(name, "given twice")),
            None => Ok(first),
        }
    }
}

/// The longest time to live.
const MOST_SECONDS: u32 = 2_147_483_646;

const NO_URL: &str = "not an absolute URL of http or https with at most 4000 characters";

fn is_url(text: &str) -> bool {
    let is_short = text.chars().count() <= 4000;
    is_short
        && text.parse::<Uri>().is_ok_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some()
        })
}

/// Returns whether a text is a number of E.164, such as `+15550100`.
pub(crate) fn is_phone_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// An empty text says that there is none.
pub(crate) fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is wrong with a field. Its value may be personal and is not repeated.
fn wrong(name: &str, fault: &str) -> Problem {
    Problem::invalid_parameter(format!("Parameter {name} is {fault}"))
}

/// `friendlyName` as the forms have it: `FriendlyName`.
fn capitalised(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
