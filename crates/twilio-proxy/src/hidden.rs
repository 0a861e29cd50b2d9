//! What a request carries that no message of an error may show, should the API repeat it there.

use reqwest::Request;
use serde_json::Value;

/// Values shorter than this say nothing of anybody, and would be found in the middle of words.
const SHORTEST: usize = 4;

/// The page token, and what a form says: each as it is sent, and decoded.
pub(crate) fn of(request: &Request) -> Vec<String> {
    let query = request.url().query().unwrap_or_default().as_bytes();
    let mut hidden = values(query, |name, _| name == "PageToken");
    let form = request.body().and_then(reqwest::Body::as_bytes);
    hidden.extend(values(form.unwrap_or_default(), |_, value| {
        is_telling(value)
    }));
    // What holds another goes first, or its rest would stand.
    hidden.sort_by_key(|text| std::cmp::Reverse(text.len()));
    hidden
}

fn values(pairs: &[u8], wanted: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for pair in pairs.split(|byte| *byte == b'&') {
        for (name, value) in url::form_urlencoded::parse(pair) {
            if !wanted(&name, &value) {
                continue;
            }
            let sent = pair.splitn(2, |byte| *byte == b'=').nth(1);
            found.push(String::from_utf8_lossy(sent.unwrap_or_default()).into_owned());
            // A participant of a new session is sent as JSON, and might be repeated in part.
            if let Ok(Value::Object(fields)) = serde_json::from_str(&value) {
                let texts = fields.values().filter_map(Value::as_str);
                found.extend(texts.filter(|text| is_telling(text)).map(str::to_owned));
            }
            found.push(value.into_owned());
        }
    }
    found
}

/// Whether a form's value may be about a person: not a SID, and neither a flag nor a number that is no phone number.
fn is_telling(value: &str) -> bool {
    let is_sid = value.parse::<crate::ResourceSid>().is_ok();
    let is_number = value.len() < 7 && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_flag = ["true", "false"].contains(&value);
    value.len() >= SHORTEST && !is_sid && !is_number && !is_flag
}
