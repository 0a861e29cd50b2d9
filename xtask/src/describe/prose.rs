//! Facts that a sentence states: default, bounds, allowed values.

use crate::diagnostic::{Diagnostic, Located};
use crate::page::{Page, Prose};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// What the sentences about one value say.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) default: Option<Located<String>>,
    pub(super) minimum: Option<Located<String>>,
    pub(super) maximum: Option<Located<String>>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) allowed: Vec<String>,
}

const NUMBER: &str = r"(?P<n>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\b";

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(&text.replace("NUMBER", NUMBER)).ok()
}

macro_rules! sentence {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| pattern($text));
    };
}

sentence!(
    DEFAULT,
    r#"(?i)\b(?:default(?:\s+value)?(?:\s+is|\s*:|\s+of)?|defaults\s+to)\s+(?:`(?P<q>[^`]+)`|"(?P<d>[^"]+)"|(?P<b>true|false)\b|NUMBER)"#
);
sentence!(
    MINIMUM,
    r"(?i)\b(?:minimum|min)(?:\s+value)?(?:\s+is|\s*:|\s+of)?\s+`?NUMBER"
);
sentence!(
    MAXIMUM,
    r"(?i)\b(?:maximum|max)(?:\s+value)?(?:\s+is|\s*:|\s+of)?\s+`?NUMBER"
);
sentence!(
    AT_LEAST,
    r"(?i)\b(?:at\s+least|greater\s+than\s+or\s+equal\s+to|no\s+less\s+than)\s+`?NUMBER"
);
sentence!(
    AT_MOST,
    r"(?i)\b(?:at\s+most|less\s+than\s+or\s+equal\s+to|no\s+more\s+than|cannot\s+exceed)\s+`?NUMBER"
);
sentence!(
    BETWEEN,
    r"(?i)\b(?:between|from)\s+`?(?P<low>-?\d+(?:\.\d+)?)`?\s+(?:and|to)\s+`?NUMBER`?(?:\s+(?P<unit>characters?))?"
);
sentence!(
    LONGEST,
    r"(?i)(?:NUMBER\s+characters\s+or\s+(?:fewer|less)|(?:maximum\s+length|max\s+length)(?:\s+is|\s*:|\s+of)?\s+(?P<l>\d+)|(?:up\s+to|at\s+most|no\s+more\s+than|maximum(?:\s+of)?|(?:cannot|must\s+not)\s+exceed)\s+(?P<u>\d+)\s+characters)"
);
sentence!(
    SHORTEST,
    r"(?i)(?:NUMBER\s+characters\s+or\s+more|(?:minimum\s+length|min\s+length)(?:\s+is|\s*:|\s+of)?\s+(?P<l>\d+)|(?:at\s+least|minimum(?:\s+of)?)\s+(?P<u>\d+)\s+characters)"
);
sentence!(
    ALLOWED,
    r"(?i)\b(?:can\s+be(?:\s+either|\s+one\s+of)?|(?:possible|allowed|valid|supported)\s+values(?:\s+are|\s+include)?|must\s+be(?:\s+either)?(?:\s+one\s+of)?|one\s+of)\s*:?\s*(?P<list>`[^`\n]+`(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+)`[^`\n]+`)+)"
);
sentence!(QUOTED, r"`([^`]+)`");
sentence!(
    DEPRECATED,
    r"(?i)(?:\bis\s+(?:now\s+)?deprecated\b|^\W*deprecated\b|[\[(]deprecated[\])])"
);

fn find<'a>(regex: &LazyLock<Option<Regex>>, text: &'a str) -> Option<Captures<'a>> {
    regex.as_ref().and_then(|regex| regex.captures(text))
}

/// Whether a text says that what it is about is deprecated.
pub(super) fn deprecated(text: &str) -> bool {
    find(&DEPRECATED, text).is_some()
}

/// Reads the sentences about one value.
///
/// # Errors
/// A default outside the bounds that the same sentences give.
pub(super) fn read(page: &Page, name: &str, prose: &Prose) -> Result<Facts, Diagnostic> {
    let text = prose.text.as_str();
    let number = |captures: Captures<'_>, group: &str| {
        captures.name(group).map(|found| {
            let value = found.as_str().replace(',', "");
            Located::new(value, prose.place(found.start()))
        })
    };
    // A number of characters is a length, whichever word stands before it.
    let is_value = |captures: &Captures<'_>| {
        let end = captures.get(0).map_or(0, |whole| whole.end());
        let rest = text.get(end..).unwrap_or_default().trim_start();
        let rest = rest.trim_start_matches('`').trim_start();
        !["character", "byte", "second", "item"]
            .iter()
            .any(|unit| rest.starts_with(unit))
    };
    let bound = |regexes: &[&LazyLock<Option<Regex>>]| {
        regexes
            .iter()
            .find_map(|regex| find(regex, text).filter(is_value))
            .and_then(|captures| number(captures, "n"))
    };
    let length = |regex: &LazyLock<Option<Regex>>| {
        let captures = find(regex, text)?;
        let found = ["n", "l", "u"]
            .iter()
            .find_map(|group| captures.name(group))?;
        found.as_str().replace(',', "").parse().ok()
    };
    let mut facts = Facts {
        default: find(&DEFAULT, text).and_then(|captures| {
            ["q", "d", "b", "n"].iter().find_map(|group| {
                let found = captures.name(group)?;
                let value = match *group {
                    "n" => found.as_str().replace(',', ""),
                    "b" => found.as_str().to_lowercase(),
                    _ => found.as_str().to_owned(),
                };
                Some(Located::new(value, prose.place(found.start())))
            })
        }),
        minimum: bound(&[&MINIMUM, &AT_LEAST]),
        maximum: bound(&[&MAXIMUM, &AT_MOST]),
        min_length: length(&SHORTEST),
        max_length: length(&LONGEST),
        allowed: find(&ALLOWED, text)
            .and_then(|captures| captures.name("list").map(|list| quoted(list.as_str())))
            .unwrap_or_default(),
    };
    if let Some(captures) = find(&BETWEEN, text) {
        if captures.name("unit").is_some() {
            let group = |name| captures.name(name).and_then(|n| n.as_str().parse().ok());
            facts.min_length = facts.min_length.or(group("low"));
            facts.max_length = facts.max_length.or(group("n"));
        } else if is_value(&captures) && facts.minimum.is_none() && facts.maximum.is_none() {
            facts.minimum = find(&BETWEEN, text).and_then(|captures| number(captures, "low"));
            facts.maximum = number(captures, "n");
        }
    }
    check(page, name, &facts)?;
    Ok(facts)
}

fn check(page: &Page, name: &str, facts: &Facts) -> Result<(), Diagnostic> {
    let value = |fact: &Option<Located<String>>| fact.as_ref()?.value.parse::<f64>().ok();
    let (low, high) = (value(&facts.minimum), value(&facts.maximum));
    if let (Some(low), Some(high), Some(minimum)) = (low, high, &facts.minimum)
        && low > high
    {
        return Err(page.fault(
            minimum.place,
            format!("the minimum {low} of {name} is above its maximum {high}"),
            "correct the sentence",
        ));
    }
    if let Some(default) = &facts.default {
        let length = u64::try_from(default.value.chars().count()).unwrap_or(u64::MAX);
        if facts.max_length.is_some_and(|most| length > most)
            || facts.min_length.is_some_and(|least| length < least)
        {
            return Err(page
                .fault(
                    default.place,
                    format!("the default of {name} has {length} characters, which it may not have"),
                    "correct the sentence",
                )
                .expected("outside its own bounds"));
        }
    }
    let (Some(default), Some(shown)) = (value(&facts.default), &facts.default) else {
        return Ok(());
    };
    let (word, bound) = match (low, high) {
        (_, Some(high)) if default > high => ("above its maximum", high),
        (Some(low), _) if default < low => ("below its minimum", low),
        _ => return Ok(()),
    };
    Err(page
        .fault(
            shown.place,
            format!("the default {default} of {name} is {word} {bound}"),
            "correct the sentence",
        )
        .expected("outside its own bounds"))
}

fn quoted(list: &str) -> Vec<String> {
    let Some(regex) = QUOTED.as_ref() else {
        return Vec::new();
    };
    let mut values: Vec<String> = Vec::new();
    for captures in regex.captures_iter(list) {
        if let Some(value) = captures.get(1).map(|value| value.as_str().to_owned())
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    values
}
