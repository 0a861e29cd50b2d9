//! The spellings of a URL for which a signature is accepted.
//!
//! The API signs the URL that it calls. A proxy on the way may add or drop the port, and HTTP libraries encode some
//! characters. The vendor's validators accept the same spellings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Url, form_urlencoded};

/// The characters that the API's own encoding of a query escapes.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Returns the spellings of a URL, without repetitions.
pub(super) fn url_spellings(url: &str) -> Vec<String> {
    let mut spellings = vec![url.to_owned(), without_port(url), with_port(url)];
    if let Ok(normalized) = Url::parse(url) {
        for url in [
            without_port(normalized.as_str()),
            with_port(normalized.as_str()),
        ] {
            spellings.push(with_encoded_query(&url));
            spellings.push(url);
        }
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

/// The parts of a URL around its port.
struct Parts<'a> {
    /// The scheme, `://`, the user information and the host.
    start: &'a str,
    /// The port with its colon; empty if there is none.
    port: &'a str,
    /// The path, the query and the fragment.
    end: &'a str,
}

fn parts(url: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (user, _) = authority.rsplit_once('@').unwrap_or_default();
    // The colons before these are those of user information and of an IPv6 address.
    let host = authority.rfind(']').unwrap_or(user.len());
    let port = authority.get(host..)?.find(':');
    let port = port.map_or(authority.len(), |port| host + port);
    let (start, end) = (scheme.len() + 3 + port, scheme.len() + 3 + authority.len());
    Some(Parts {
        start: url.get(..start)?,
        port: url.get(start..end)?,
        end: url.get(end..)?,
    })
}

fn without_port(url: &str) -> String {
    match parts(url) {
        Some(parts) => format!("{}{}", parts.start, parts.end),
        None => url.to_owned(),
    }
}

/// Returns the URL with the standard port of its scheme, if it has no port.
fn with_port(url: &str) -> String {
    match parts(url) {
        Some(parts) if parts.port.is_empty() => {
            let is_https = url
                .get(..6)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
            let port = if is_https { 443 } else { 80 };
            format!("{}:{port}{}", parts.start, parts.end)
        }
        _ => url.to_owned(),
    }
}

/// Returns the URL with its query decoded and encoded again. Parameters of one name move to the first of them.
fn with_encoded_query(url: &str) -> String {
    let Some((start, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let mut places = BTreeMap::new();
    let mut params: Vec<(usize, Cow<'_, str>, Cow<'_, str>)> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let next = places.len();
        let place = *places.entry(name.clone()).or_insert(next);
        params.push((place, name, value));
    }
    params.sort_by_key(|(place, ..)| *place);
    let encode = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
    let params = params
        .iter()
        .map(|(_, name, value)| format!("{}={}", encode(name), encode(value)));
    let params: Vec<_> = params.collect();
    format!("{start}?{}", params.join("&"))
}
