//! The line that names the method and the address.

use super::text::{self, Fence, Line};
use crate::diagnostic::{Located, Place};

pub(super) const METHODS: [&str; 8] = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE",
];

/// What the line says, and which lines it takes.
#[derive(Debug, Clone)]
pub(super) struct Address {
    pub(super) method: Located<String>,
    pub(super) url: Located<String>,
    pub(super) line: usize,
    /// The line after it.
    pub(super) end: usize,
}

/// Finds the line: the first that begins with a method, unless it is a title that repeats the next.
///
/// # Errors
/// No such line: message, and what was expected.
pub(super) fn find(lines: &[Line<'_>]) -> Result<Address, Located<(String, String)>> {
    let mut found = lines.iter().enumerate().filter_map(|(index, line)| {
        let address = on_one_line(index, line).or_else(|| on_two_lines(index, lines))?;
        Some(address)
    });
    if let Some(first) = found.next() {
        let is_first = lines.iter().take(first.line).all(|line| line.is_blank());
        let next = found.next().filter(|next| {
            let between = lines.get(first.end..next.line).unwrap_or_default();
            between.iter().all(Line::is_blank)
                && !has_host(&first.url.value)
                && has_host(&next.url.value)
        });
        return Ok(match next {
            Some(next) if is_first => next,
            _ => first,
        });
    }
    let other = lines.iter().find_map(|line| {
        let (word, rest) = line.plain().split_once(text::blank)?;
        let is_method = word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
        (is_method && is_address(rest.trim_matches(text::blank))).then_some((line, word))
    });
    if let Some((line, word)) = other {
        let message = format!("an API description has no method {word}");
        let expected = format!("expected one of {}", METHODS.join(", "));
        return Err(Located::new((message, expected), line.place()));
    }
    let first = lines.iter().find(|line| !line.is_blank());
    Err(Located::new(
        (
            "the page has no `METHOD url` line".to_owned(),
            "no line after this names a method and an address".to_owned(),
        ),
        first.map(Line::place).unwrap_or_default(),
    ))
}

fn on_one_line(index: usize, line: &Line<'_>) -> Option<Address> {
    if line.fence != Fence::Outside {
        return None;
    }
    let text = marked(line.trimmed());
    let (word, rest) = text.split_once(text::blank)?;
    let word = marked(word);
    let address = marked(rest);
    let method = method(word)?;
    let good = is_address(address) || (word == method && address.contains('/') && !prose(address));
    good.then(|| Address {
        method: Located::new(method.to_owned(), line.place_within(word)),
        url: url(address, line.place_within(address)),
        line: index,
        end: index + 1,
    })
}

/// The method alone, and the address on the next line that is not blank.
fn on_two_lines(index: usize, lines: &[Line<'_>]) -> Option<Address> {
    let line = lines.get(index)?;
    let word = marked(line.trimmed());
    let method = method(word).filter(|method| *method == word)?;
    let mut rest = lines.iter().enumerate().skip(index + 1);
    let (next, second) = rest.find(|(_, line)| !line.is_blank())?;
    let address = marked(second.trimmed());
    is_address(address).then(|| Address {
        method: Located::new(method.to_owned(), line.place_within(word)),
        url: url(address, second.place_within(address)),
        line: index,
        end: next + 1,
    })
}

fn url(address: &str, place: Place) -> Located<String> {
    let address = address
        .rsplit_once(text::blank)
        .filter(|(_, version)| version.starts_with("HTTP/"))
        .map_or(address, |(address, _)| address);
    Located::new(address.trim_matches(text::blank).to_owned(), place)
}

/// A text without the marks of bold text and of code.
fn marked(text: &str) -> &str {
    text.trim_matches(|c| text::blank(c) || c == '*' || c == '`')
}

/// A method in capitals or in small letters; `Get` begins a title.
fn method(word: &str) -> Option<&'static str> {
    METHODS
        .into_iter()
        .find(|method| *method == word || method.to_lowercase() == word)
}

/// Whether a text begins as only addresses do.
fn is_address(text: &str) -> bool {
    text.starts_with('/') || has_host(text)
}

fn has_host(text: &str) -> bool {
    let scheme = text.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '+')
    });
    let host = text.split(['/', '?']).next().unwrap_or_default();
    scheme
        || text.starts_with("{{")
        || (text.starts_with('{') && text.contains('}'))
        || super::url::is_host(host)
}

/// Whether words stand before the first slash.
fn prose(text: &str) -> bool {
    let before = text.split('/').next().unwrap_or_default();
    before.contains(text::blank)
}
