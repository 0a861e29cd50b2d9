//! The default that a sentence states.

use super::sentences::Sentence;
use super::words::{self, rules};
use regex::Captures;

rules! {
    BEHIND = r"(?:^|[^\p{L}\p{N}_`-])default(?:s|ed|ing)?(?:\s+(?:value|setting|option))?\s*(?P<link>:|=|->|\bis\b|\bare\b|\bto\b|\bof\b|\bas\b)?\s*(?:set\s+to\s+|equal\s+to\s+|the\s+value\s+)?VALUE";
    FURTHER = r"(?:^|[^\p{L}\p{N}_`-])defaults?(?P<mid>(?:\s+[`\p{L}_]+){1,7}?)\s*(?P<link>:|=|\bis\b|\bare\b|\bto\b|\bof\b)\s*VALUE";
    WORD = r"(?:^|[^\p{L}\p{N}_`-])default(?:s|ed)?(?P<mid>\s+(?:value|setting|option))?\s*(?P<link>:|=|->|\bis\b|\bto\b)\s*(?P<w>[\p{L}\d_][\w./:+-]*)";
    BEFORE = r#"(?:^|[\s(,;:])(?:`(?P<q>[^`\n]+)`|"(?P<d>[^"\n]+)"|'(?P<s>[^'\n]+)'|\*\*(?P<e>[^*\n]+)\*\*|(?P<b>true|false)|NUMBER)[\s,]*(?:\(\s*(?:the\s+)?default\s*(?:value)?\s*\)|\[default\]|(?:is|as)\s+(?:the|used\s+as\s+the)\s+default\b|(?:is\s+used\s+)?by\s+default\b)"#;
    BY_DEFAULT = r"\bby\s+default,?\s+(?:(?:it|this|the\s+value)(?:\s+is|.s)|is|set\s+to)\s+(?:set\s+to\s+)?VALUE";
}

/// A default and the byte of the text where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) value: String,
    pub(super) at: usize,
    /// Whether nothing but its place tells that the word is a value.
    pub(super) bare: bool,
}

/// Words that tell that there is no default, or that it is computed.
const NO_VALUES: [&str; 24] = [
    "none",
    "null",
    "nil",
    "empty",
    "no",
    "not",
    "n/a",
    "na",
    "unlimited",
    "now",
    "today",
    "undefined",
    "unset",
    "the",
    "a",
    "an",
    "current",
    "to",
    "is",
    "value",
    "this",
    "that",
    "your",
    "all-time",
];

/// The defaults that a sentence states of `name`, in a text.
pub(super) fn find(sentence: Sentence<'_>, text: &str, name: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for rule in [&BEHIND, &FURTHER, &BEFORE, &BY_DEFAULT, &WORD] {
        let Some(rule) = rule.as_ref() else { continue };
        for captures in rule.captures_iter(sentence.text) {
            if let Some(one) = value(sentence, &captures, text, name)
                && !found.iter().any(|other| other.value == one.value)
            {
                found.push(one);
            }
        }
    }
    found
}

fn value(sentence: Sentence<'_>, captures: &Captures<'_>, text: &str, name: &str) -> Option<Found> {
    let whole = captures.get(0)?;
    let groups = ["q", "d", "c", "s", "e", "b", "n", "w"];
    let (group, value) = groups
        .iter()
        .find_map(|group| Some((*group, captures.name(group)?)))?;
    let before = sentence.text.get(..whole.start()).unwrap_or_default();
    let after = sentence.text.get(whole.end()..).unwrap_or_default();
    let mid = captures.name("mid").map_or("", |mid| mid.as_str());
    let verb = whole.as_str().to_lowercase().contains("defaults to");
    if !words::is_about(mid, name)
        || words::is_conditional(before, after)
        || (verb && has_other_subject(before, name))
    {
        return None;
    }
    let read = match group {
        "n" => {
            let unit = words::unit(after);
            let good = words::ends(after) && words::is_value(&unit, text, name);
            good.then(|| words::number(value.as_str()))?
        }
        "b" => value.as_str().to_lowercase(),
        "w" => {
            // A bare word is a value where nothing follows it.
            let word = value.as_str().trim_end_matches(['.', ':']);
            let rest = after.trim_start_matches(['*', '`']);
            let ends = rest.is_empty() || rest.starts_with([',', ')', ']', '.', '\n', '(']);
            let is_value = !NO_VALUES.contains(&word.to_lowercase().as_str());
            let number = word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains('-');
            (ends && is_value && !number).then(|| word.to_owned())?
        }
        _ => {
            // A full stop within bold text ends the sentence.
            let word = value.as_str().trim();
            let word = if group == "e" {
                word.trim_end_matches(['.', ',', ';', ':'])
            } else {
                word
            };
            let no_value = ["null", "nil", "undefined"].contains(&word.to_lowercase().as_str());
            (!word.is_empty() && !no_value).then(|| words::unquoted(word))?
        }
    };
    Some(Found {
        value: read,
        at: sentence.start + value.start(),
        bare: group == "w",
    })
}

/// Whether a short clause before `defaults to` names something else.
fn has_other_subject(before: &str, name: &str) -> bool {
    let clause = before.rsplit([',', ';', '(', ':', '`']).next();
    let clause = clause.unwrap_or_default().trim();
    let few = clause.split_whitespace().count() < 4;
    let joined = ["and", "or", "which", "that", "but"]
        .iter()
        .any(|word| clause.to_lowercase().ends_with(word));
    let case = ["if", "when", "unless"]
        .iter()
        .any(|word| clause.to_lowercase().starts_with(word));
    few && !joined && !case && !words::is_about(clause, name)
}
