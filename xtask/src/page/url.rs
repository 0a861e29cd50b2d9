//! The address of a `METHOD url` line, taken apart.

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
    let at = |byte: usize| Place {
        line: start.line,
        column: start.column + address.get(..byte).unwrap_or(address).chars().count(),
    };
    let (base, query_text) = split_query(address);
    let query_offset = base.len() + 1;
    let (server, host_variable, path_offset) = host(base).ok_or_else(|| unclosed(start))?;
    let path_text = base.get(path_offset..).unwrap_or_default();
    let mut url = Url {
        server,
        ..Url::default()
    };
    let mut offset = path_offset;
    for (index, segment) in path_text.split('/').enumerate() {
        if index > 0 {
            url.path.push('/');
            offset += 1;
        }
        let read = segment_of(segment).ok_or_else(|| unclosed(at(offset)))?;
        match read {
            Segment::Literal(text) => url.path.push_str(&text),
            Segment::Parameter {
                before,
                name,
                after,
            } => {
                let unique = unique(&name, &url.path_parameters);
                url.path.push_str(&format!("{before}{{{unique}}}{after}"));
                url.path_parameters.push(Located::new(unique, at(offset)));
            }
        }
        offset += segment.len();
    }
    if !url.path.starts_with('/') {
        url.path.insert(0, '/');
    }
    if let Some(variable) = host_variable
        && contradicts(&variable, &url.path)
    {
        return Err(Located::new(
            (
                format!(
                    "the variable {{{{{variable}}}}} contradicts the path {}",
                    url.path
                ),
                "correct the path, or the variable that repeats it".to_owned(),
            ),
            start,
        ));
    }
    if let Some(text) = query_text {
        let mut offset = query_offset;
        for pair in text.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !name.is_empty() {
                url.query.push(QuerySample {
                    name: Located::new(decoded(name), at(offset)),
                    value: decoded(value),
                });
            }
            offset += pair.len() + 1;
        }
    }
    Ok(url)
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

/// The address up to its query string, and the query string. A `?` within braces separates nothing.
fn split_query(address: &str) -> (&str, Option<&str>) {
    let address = match address.find('#') {
        Some(hash) if !address.get(..hash).unwrap_or_default().contains("{{") => {
            address.get(..hash).unwrap_or(address)
        }
        _ => address,
    };
    let mut depth = 0_usize;
    for (index, character) in address.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '?' if depth == 0 => {
                return (
                    address.get(..index).unwrap_or(address),
                    address.get(index + 1..),
                );
            }
            _ => {}
        }
    }
    (address, None)
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
        // `{{sub}}.example.com/path`: the rest of the host follows the variable.
        let more = after.find('/').unwrap_or(after.len());
        return Some((None, Some(variable), scheme + 2 + end + 2 + more));
    }
    let end = rest.find('/').unwrap_or(rest.len());
    let name = rest.get(..end)?;
    if scheme == 0 && !(name.contains('.') || name.starts_with("localhost")) {
        return Some((None, None, 0));
    }
    if name.contains(['{', '}', '<', '>']) {
        return Some((None, None, scheme + end));
    }
    let server = match base.get(..scheme)? {
        "" => format!("https://{name}"),
        scheme => format!("{}{name}", scheme.to_ascii_lowercase()),
    };
    Some((Some(server), None, scheme + end))
}

enum Segment {
    Literal(String),
    Parameter {
        before: String,
        name: String,
        after: String,
    },
}

/// One segment of a path. `None` where a variable is not closed.
fn segment_of(segment: &str) -> Option<Segment> {
    let parameter = |before: &str, name: &str, after: &str| {
        Some(Segment::Parameter {
            before: literal(before),
            name: name.to_owned(),
            after: literal(after),
        })
    };
    for (open, close) in [("{{", "}}"), ("{", "}"), ("<", ">")] {
        if let Some((before, rest)) = segment.split_once(open) {
            let (name, after) = rest.split_once(close)?;
            let name = name.trim();
            if name.is_empty() || name.contains(['{', '}', '/']) {
                return None;
            }
            return parameter(before, name, after);
        }
    }
    if let Some(rest) = segment.strip_prefix(':') {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !name.is_empty() {
            return parameter("", name, after);
        }
    }
    Some(Segment::Literal(literal(segment)))
}

/// Braces in what is left of a segment would read as a template.
fn literal(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D")
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
    // A variable of one word names a host, and one without a word of the path names something else.
    let repeats = said.len() > 1 && said.iter().any(|word| shown.contains(word));
    repeats && said.concat() != shown.concat()
}
