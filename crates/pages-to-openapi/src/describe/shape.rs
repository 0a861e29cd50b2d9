//! What samples show of a value, gathered and widened: the order of the samples changes nothing but
//! which place is named first.

use super::faked::StatedType;
use crate::provenance::Origin;
pub(super) use crate::provenance::Spot;
use regex::Regex;
use std::sync::{Arc, LazyLock};

/// The evidence about one value.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// Every sample that has a value.
    pub(super) seen: Vec<Spot>,
    /// Every sample that is null.
    pub(super) nulls: Vec<Spot>,
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

/// Strings that name something: letters that tell of what, and signs of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sid {
    /// The letters, where all samples agree.
    pub(super) prefix: Option<String>,
    class: Class,
    /// How many samples there were.
    pub(super) count: usize,
}

/// The signs behind the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// 32 hexadecimal digits, behind two letters.
    Sid,
    /// Any number of them, behind letters and `_`; each class holds the ones before it.
    Digits,
    LowerHex,
    Lower,
    Any,
}

impl Class {
    fn of(text: &str) -> Self {
        let lower = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
        if text.chars().all(|c| c.is_ascii_digit()) {
            Self::Digits
        } else if text.chars().all(|c| lower(c) && c.is_ascii_hexdigit()) {
            Self::LowerHex
        } else if text.chars().all(lower) {
            Self::Lower
        } else {
            Self::Any
        }
    }

    fn pattern(self) -> &'static str {
        match self {
            Self::Sid => "[0-9a-fA-F]{32}",
            Self::Digits => "[0-9]+",
            Self::LowerHex => "[0-9a-f]+",
            Self::Lower => "[0-9a-z]+",
            Self::Any => "[0-9a-zA-Z]+",
        }
    }
}

impl Sid {
    /// What both have in common, if they are of one kind.
    pub(super) fn merge(&self, other: &Self) -> Option<Self> {
        let of_one_kind = (self.class == Class::Sid) == (other.class == Class::Sid);
        of_one_kind.then(|| Self {
            prefix: self.prefix.clone().filter(|_| self.prefix == other.prefix),
            class: self.class.max(other.class),
            count: self.count + other.count,
        })
    }

    /// The pattern: one sample alone makes no prefix.
    pub(super) fn pattern(&self) -> Option<String> {
        let class = self.class.pattern();
        match &self.prefix {
            Some(prefix) if self.count > 1 => Some(format!("^{prefix}{class}$")),
            _ if self.class == Class::Sid => Some(format!("^[a-zA-Z]{{2}}{class}$")),
            _ => None,
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
        self.sid = match (&self.sid, &other.sid) {
            (Some(one), Some(two)) => one.merge(two),
            _ => None,
        };
    }

    pub(super) fn format(&self) -> Option<&'static str> {
        self.formats.first().copied()
    }
}

impl Shape {
    /// Adds the type that a placeholder states.
    pub(super) fn state(&mut self, stated: StatedType, spot: Spot) {
        match stated {
            StatedType::Boolean => self.boolean = Some(spot),
            StatedType::Integer => self.integer = Some((spot, Width::Narrow)),
            StatedType::Long => self.integer = Some((spot, Width::Wide)),
            StatedType::Number => self.number = Some(spot),
            StatedType::Text(format) => {
                let text = Text {
                    formats: format.into_iter().collect(),
                    sid: None,
                };
                self.text = Some((spot, text));
            }
        }
    }

    /// Adds what another sample shows.
    pub(super) fn merge(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.nulls.extend(other.nulls);
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

    /// Whether there was no sample at all.
    pub(super) fn is_unseen(&self) -> bool {
        self.seen.is_empty() && self.nulls.is_empty()
    }

    /// Every sample, whatever it shows.
    pub(super) fn origin(&self) -> Arc<Origin> {
        Origin::inferred("the samples", [self.seen.as_slice(), &self.nulls].concat())
    }

    /// Every sample that has a value.
    pub(super) fn of_values(&self) -> Arc<Origin> {
        Origin::inferred("the samples", self.seen.clone())
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

fn sid(text: &str) -> Option<Sid> {
    let of = |prefix: &str, class| Sid {
        prefix: Some(prefix.to_owned()),
        class,
        count: 1,
    };
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic());
    if text.len() == 34
        && let Some((prefix, rest)) = text.split_at_checked(2)
        && letters(prefix)
        && rest.chars().all(|c| c.is_ascii_hexdigit())
    {
        return Some(of(prefix, Class::Sid));
    }
    // Shorter ones are words that people make up.
    let (word, rest) = text.split_once('_')?;
    let is_token = (1..=12).contains(&word.len())
        && letters(word)
        && rest.len() > 7
        && rest.chars().all(|c| c.is_ascii_alphanumeric())
        && rest.contains(|c: char| c.is_ascii_digit());
    is_token.then(|| of(&format!("{word}_"), Class::of(rest)))
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

#[cfg(test)]
mod tests {
    #[test]
    fn each_syntax_compiles() {
        assert_eq!(super::SYNTAX.len(), 3);
    }
}
