//! The address of a `METHOD url` line, taken apart.

use super::entities;
use super::segment::{self, Part};
use crate::diagnostic::{Located, Place};
use percent_encoding::percent_decode_str;

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    /// The server, where the address names one literally.
    pub server: Option<String>,
    /// The path as a description writes it: `/v1/Services/{ServiceSid}`.
    pub path: String,
    /// The names in braces, in their order, each once.
    pub path_parameters: Vec<Located<String>>,
    /// The query string's names and sample values.
    pub query: Vec<QuerySample>,
    /// Variables in the place of a name in the query string. They are not in `query`.
    pub query_variables: Vec<Located<String>>,
}

impl Url {
    /// Returns the path with its parameters unnamed, which is the same for paths that differ in those names alone.
    pub fn template(&self) -> String {
        let mut path = self.path.clone();
        for name in &self.path_parameters {
            path = path.replace(&format!("{{{}}}", name.value), "{}");
        }
        path
    }
}

/// A name of the query string, and what the page puts there to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuerySample {
    /// The name, decoded.
    pub name: Located<String>,
    /// The sample value: it may show a type and nothing else.
    pub value: String,
}

/// What is wrong with an address: message, cure.
type Fault = Located<(String, String)>;

/// Takes the address apart. `start` is where it begins on its line.
pub(super) fn parse(address: &str, start: Place) -> Result<Url, Fault> {
    let decoded_address;
    let address = if entities::within(address) {
        decoded_address = entities::decode(address).text;
        decoded_address.as_str()
    } else {
        address
    };
    let at = |byte: usize| Place {
        line: start.line,
        column: start.column + address.get(..byte).unwrap_or(address).chars().count(),
    };
    let (base, query_text) = split_query(address);
    let (server, host_variable, path_offset) = host(base).ok_or_else(|| unclosed(start))?;
    let (path, path_parameters) = path(base, path_offset, &at)?;
    if let Some(variable) = host_variable
        && contradicts(&variable, &path)
    {
        return Err(Located::new(
            (
                format!("the variable {{{{{variable}}}}} contradicts the path {path}"),
                "correct the path, or the variable that repeats it".to_owned(),
            ),
            start,
        ));
    }
    let query = query_text.map_or_else(Vec::new, |text| query(text, base.len() + 1, &at));
    let (variables, query): (Vec<_>, Vec<_>) = query
        .into_iter()
        .partition(|query| is_variable(&query.name.value));
    Ok(Url {
        server,
        path,
        path_parameters,
        query,
        query_variables: variables
            .into_iter()
            .map(|variable| variable.name)
            .collect(),
    })
}

/// Returns the path that starts at a byte of the address, and its parameters.
fn path(
    base: &str,
    start: usize,
    at: &impl Fn(usize) -> Place,
) -> Result<(String, Vec<Located<String>>), Fault> {
    let (mut path, mut parameters) = (String::new(), Vec::new());
    let mut offset = start;
    let segments = base.get(start..).unwrap_or_default().split('/');
    for (index, segment) in segments.enumerate() {
        if index > 0 {
            path.push('/');
            offset += 1;
        }
        let parts = segment::parts(segment).ok_or_else(|| unclosed(at(offset)))?;
        for part in parts {
            match part {
                Part::Literal(text) => path.push_str(&text),
                Part::Parameter(name, byte) => {
                    let unique = unique(&name, &parameters);
                    path.push_str(&format!("{{{unique}}}"));
                    parameters.push(Located::new(unique, at(offset + byte)));
                }
            }
        }
        offset += segment.len();
    }
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    Ok((path, parameters))
}

/// Returns the parameters of a query that starts at a byte of the address.
fn query(text: &str, start: usize, at: &impl Fn(usize) -> Place) -> Vec<QuerySample> {
    let mut offset = start;
    let mut samples = Vec::new();
    for pair in text.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name);
        if !name.trim().is_empty() {
            samples.push(QuerySample {
                name: Located::new(name, at(offset)),
                value: decoded(value),
            });
        }
        offset += pair.len() + 1;
    }
    samples
}

/// Returns the message about a variable in the place of a name, and the help.
pub(super) fn variable_for_a_name(name: &str) -> (String, &'static str) {
    let message = format!("the name of a query parameter is a variable, {name}: it is left out");
    (message, "write the name that the variable stands for")
}

/// Returns whether a name is a variable, such as `{{from}}`.
pub(super) fn is_variable(name: &str) -> bool {
    name.starts_with("{{") && name.ends_with("}}")
}

fn unclosed(place: Place) -> Fault {
    Located::new(
        (
            "a variable of the address is not closed".to_owned(),
            "write variables as {{name}} or :name".to_owned(),
        ),
        place,
    )
}

/// The address up to its query string, and the query string; without the fragment. Within braces
/// nothing is separated.
fn split_query(address: &str) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    let mut query = None;
    let mut end = address.len();
    for (index, character) in address.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '?' if depth == 0 && query.is_none() => query = Some(index),
            '#' if depth == 0 => {
                end = index;
                break;
            }
            _ => {}
        }
    }
    match query {
        Some(query) => (
            address.get(..query).unwrap_or(address),
            address.get(query + 1..end),
        ),
        None => (address.get(..end).unwrap_or(address), None),
    }
}

/// The server and the variable at the head of an address, and the byte where its path starts.
/// `None` where a variable is not closed.
fn host(base: &str) -> Option<(Option<String>, Option<String>, usize)> {
    let scheme = ["https://", "http://", "wss://", "ws://"]
        .into_iter()
        .find(|scheme| base.to_ascii_lowercase().starts_with(scheme))
        .map_or(0, str::len);
    let rest = base.get(scheme..)?;
    if let Some(inner) = rest.strip_prefix("{{") {
        let end = inner.find("}}")?;
        let variable = inner.get(..end)?.trim().to_owned();
        let after = inner.get(end + 2..)?;
        // `{{sub}}.example.com/path`: the rest of the host follows the variable. `{{base}}parts` has no slash between the two.
        let slash = after.find('/').unwrap_or(after.len());
        let is_path = after.starts_with(char::is_alphanumeric) && !is_host(after.get(..slash)?);
        let more = if is_path { 0 } else { slash };
        return Some((None, Some(variable), scheme + 2 + end + 2 + more));
    }
    let end = rest.find('/').unwrap_or(rest.len());
    let name = rest.get(..end)?;
    if scheme == 0 && !is_host(name) {
        return Some((None, None, 0));
    }
    if name.contains(['{', '}', '<', '>']) {
        return Some((None, None, scheme + end));
    }
    // Credentials in an address are no part of the server.
    let name = name.rsplit_once('@').map_or(name, |(_, name)| name);
    let server = match base.get(..scheme)? {
        "" => format!("https://{name}"),
        scheme => format!("{}{name}", scheme.to_ascii_lowercase()),
    };
    Some((Some(server), None, scheme + end))
}

/// Whether the head of an address without a scheme is a host: `v1.0` is a path.
pub(super) fn is_host(name: &str) -> bool {
    let (name, port) = match name.rsplit_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (name, None),
    };
    if port.is_some_and(|port| port.is_empty() || !port.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let labels: Vec<&str> = name.split('.').collect();
    let good = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || "-_{}".contains(c))
    };
    let digits = |label: &&str| label.bytes().all(|b| b.is_ascii_digit());
    let top = labels.last().copied().unwrap_or_default();
    labels.iter().all(good)
        && (name == "localhost"
            || (labels.len() == 4 && labels.iter().all(digits))
            || (labels.len() > 1 && top.len() > 1 && top.chars().all(char::is_alphabetic)))
}

fn unique(name: &str, taken: &[Located<String>]) -> String {
    let is_taken = |candidate: &str| taken.iter().any(|other| other.value == candidate);
    if !is_taken(name) {
        return name.to_owned();
    }
    (2..)
        .map(|number| format!("{name}{number}"))
        .find(|candidate| !is_taken(candidate))
        .unwrap_or_else(|| name.to_owned())
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}

/// Whether a variable that repeats the path, such as `v1-Services-Sid-Url`, repeats another one.
fn contradicts(variable: &str, path: &str) -> bool {
    let Some(stem) = variable
        .strip_suffix("-Url")
        .or_else(|| variable.strip_suffix("-url"))
    else {
        return false;
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (said, shown) = (words(stem), words(path));
    // A variable of one word names a host, and so does one that says so.
    let host = ["base", "host", "api", "server", "endpoint", "root"];
    if said.len() < 2 || said.iter().any(|word| host.contains(&word.as_str())) {
        return false;
    }
    let common = said.iter().filter(|word| shown.contains(word)).count();
    let repeats = said.first() == shown.first() || common * 2 > said.len();
    repeats && said.concat() != shown.concat()
}
