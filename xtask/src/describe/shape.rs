//! What samples show of a value, gathered and widened: the order of the samples changes nothing but
//! which place is named first.

use crate::diagnostic::Place;
use regex::Regex;
use std::sync::LazyLock;

/// Where a sample stands: the page's number and the place in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) page: usize,
    pub(super) place: Place,
}

/// The evidence about one value.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    pub(super) null: bool,
    pub(super) boolean: Option<Spot>,
    pub(super) integer: Option<(Spot, Width)>,
    pub(super) number: Option<Spot>,
    pub(super) text: Option<(Spot, Text)>,
    pub(super) array: Option<(Spot, Box<Shape>)>,
    /// An object, and the component that its properties went to; none where all were empty.
    pub(super) object: Option<(Spot, Option<String>)>,
}

/// How many bits the integers need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Width {
    Narrow,
    Wide,
    Beyond,
}

/// What all strings seen have in common.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Names of formats that every sample fits.
    formats: Vec<&'static str>,
    pub(super) sid: Option<Sid>,
}

/// Strings of two letters and 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sid {
    /// The two letters, where all samples agree.
    pub(super) prefix: Option<[char; 2]>,
    /// How many samples there were.
    pub(super) count: usize,
}

impl Sid {
    pub(super) fn merge(self, other: Self) -> Self {
        Self {
            prefix: self.prefix.filter(|_| self.prefix == other.prefix),
            count: self.count + other.count,
        }
    }

    /// The pattern: one sample alone makes no prefix.
    pub(super) fn pattern(self) -> String {
        match self.prefix {
            Some([first, second]) if self.count > 1 => {
                format!("^{first}{second}[0-9a-fA-F]{{32}}$")
            }
            _ => "^[a-zA-Z]{2}[0-9a-fA-F]{32}$".to_owned(),
        }
    }
}

impl Text {
    pub(super) fn of(sample: &str) -> Self {
        Self {
            formats: formats(sample),
            sid: sid(sample),
        }
    }

    fn merge(&mut self, other: Self) {
        self.formats.retain(|format| other.formats.contains(format));
        self.sid = match (self.sid, other.sid) {
            (Some(one), Some(two)) => Some(one.merge(two)),
            _ => None,
        };
    }

    pub(super) fn format(&self) -> Option<&'static str> {
        self.formats.first().copied()
    }
}

impl Shape {
    /// Adds what another sample shows.
    pub(super) fn merge(&mut self, other: Self) {
        self.null |= other.null;
        self.boolean = self.boolean.or(other.boolean);
        self.integer = match (self.integer, other.integer) {
            (Some((spot, one)), Some((_, two))) => Some((spot, one.max(two))),
            (one, two) => one.or(two),
        };
        self.number = self.number.or(other.number);
        match (&mut self.text, other.text) {
            (Some((_, one)), Some((_, two))) => one.merge(two),
            (one @ None, two) => *one = two,
            _ => {}
        }
        match (&mut self.array, other.array) {
            (Some((_, one)), Some((_, two))) => one.merge(*two),
            (one @ None, two) => *one = two,
            _ => {}
        }
        match (&mut self.object, other.object) {
            (Some((_, one)), Some((_, two))) => *one = one.take().or(two),
            (one @ None, two) => *one = two,
            _ => {}
        }
    }

    /// The kinds of value seen, each with its first place. An integer is a number too.
    pub(super) fn kinds(&self) -> Vec<(&'static str, Spot)> {
        let integer = self.integer.map(|(spot, _)| spot);
        let numeric = match (self.number, integer) {
            (Some(spot), _) => Some(("number", spot)),
            (None, Some(spot)) => Some(("integer", spot)),
            (None, None) => None,
        };
        [
            self.boolean.map(|spot| ("boolean", spot)),
            numeric,
            self.text.as_ref().map(|(spot, _)| ("string", *spot)),
            self.array.as_ref().map(|(spot, _)| ("array", *spot)),
            self.object.as_ref().map(|(spot, _)| ("object", *spot)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What a generator writes where it could not make up a value.
pub(super) fn is_artefact(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("<Error:")
        || text == "[Circular]"
        || (text.starts_with('<')
            && text.ends_with('>')
            && text.len() > 2
            && !text.contains('/')
            && text.chars().filter(|c| *c == '<').count() == 1)
}

fn sid(text: &str) -> Option<Sid> {
    let mut characters = text.chars();
    let prefix = [characters.next()?, characters.next()?];
    let fits = text.len() == 34
        && prefix.iter().all(char::is_ascii_alphabetic)
        && characters.all(|c| c.is_ascii_hexdigit());
    fits.then_some(Sid {
        prefix: Some(prefix),
        count: 1,
    })
}

fn formats(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    if matches!(bytes.get(10), Some(b'T' | b't'))
        && chrono::DateTime::parse_from_rfc3339(text).is_ok()
    {
        found.push("date-time");
    }
    if bytes.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() {
        found.push("date");
    }
    for (name, regex) in SYNTAX.iter() {
        if regex.is_match(text) {
            found.push(*name);
        }
    }
    found
}

static SYNTAX: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    [
        ("uuid", r"^(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ("uri", r#"^(?i)[a-z][a-z0-9+.-]*://[^\s<>"{}|\\^`]+$"#),
        ("email", r"^[^\s@<>()]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"),
    ]
    .into_iter()
    .filter_map(|(name, pattern)| Some((name, Regex::new(pattern).ok()?)))
    .collect()
});
