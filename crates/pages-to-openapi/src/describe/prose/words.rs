//! What the rules about sentences have in common: numbers, quoted values, conditions.

use crate::names;
use regex::Regex;
use std::sync::LazyLock;

/// A number, also with thousands parted by commas.
const NUMBER: &str = r"(?P<n>[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)";
/// A value in quotes of any kind, a truth value, or a number.
const VALUE: &str = r#"(?:`(?P<q>[^`\n]+)`|"(?P<d>[^"\n]+)"|“(?P<c>[^”\n]+)”|'(?P<s>[^'\n]+)'|\*\*(?P<e>[^*\n]+)\*\*|(?P<b>true|false)\b|(?P<n>[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?))"#;

/// Returns the regular expression of a rule: `NUMBER` and `VALUE` are replaced, and case is ignored. A test holds that each
/// compiles.
pub(super) fn rule(text: &str) -> Option<Regex> {
    let text = text.replace("NUMBER", NUMBER).replace("VALUE", VALUE);
    Regex::new(&format!("(?i){text}")).ok()
}

/// Defines the rules of a module, and a test that each of them compiles.
macro_rules! rules {
    ($($name:ident = $text:expr;)*) => {
        $(static $name: std::sync::LazyLock<Option<regex::Regex>> =
            std::sync::LazyLock::new(|| $crate::describe::prose::words::rule($text));)*

        #[cfg(test)]
        mod rules {
            #[test]
            fn each_rule_compiles() {
                $(assert!(super::$name.is_some(), stringify!($name));)*
            }
        }
    };
}
pub(super) use rules;

/// A quoted number may have its thousands parted too.
pub(super) fn unquoted(text: &str) -> String {
    let of_thousands = text.contains(',')
        && text.split(',').enumerate().all(|(index, part)| {
            let digits = part.trim_start_matches('-');
            let good = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            good && (if index == 0 {
                digits.len() < 4
            } else {
                part.len() == 3
            })
        });
    if of_thousands {
        text.replace(',', "")
    } else {
        text.to_owned()
    }
}

/// A number as a description writes it.
pub(super) fn number(text: &str) -> String {
    text.replace(',', "").replace('−', "-")
}

/// Whether a number ends where it was found to end: not in a date, a version or a word.
pub(super) fn ends(after: &str) -> bool {
    let mut characters = after.chars();
    match characters.next() {
        None => true,
        Some('.' | ',' | ':' | '/' | '-' | '–') => {
            !characters.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(first) => !first.is_alphanumeric() && !"_^".contains(first),
    }
}

/// The word after a number.
pub(super) fn unit(after: &str) -> String {
    let after = after.trim_start_matches(['`', '*', '"', '\'']);
    let rest = after.trim_start_matches([' ', '\n', '-']);
    if rest.len() == after.len() {
        return String::new();
    }
    rest.chars()
        .take_while(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

const LENGTHS: [&str; 9] = [
    "character",
    "char",
    "letter",
    "digit",
    "byte",
    "kb",
    "mb",
    "gb",
    "word",
];
const TIMES: [&str; 10] = [
    "millisecond",
    "ms",
    "second",
    "sec",
    "minute",
    "min",
    "hour",
    "day",
    "week",
    "month",
];

/// Whether the unit tells of a text's length.
pub(super) fn is_length(unit: &str) -> bool {
    LENGTHS.contains(&unit.trim_end_matches('s'))
}

/// Whether a number of the unit is a value of what the text is about: a time is one where the same
/// unit is named again, in the text or in the name.
pub(super) fn is_value(unit: &str, text: &str, name: &str) -> bool {
    let one = unit.trim_end_matches('s');
    if LENGTHS.contains(&one) || one == "year" {
        return false;
    }
    if !TIMES.contains(&one) {
        return true;
    }
    let text = text.to_lowercase();
    text.matches(one).count() > 1 || names::snake(name).contains(one)
}

/// Words that may stand between `maximum` and `is` in a sentence about any value.
const COMMON_WORDS: [&str; 64] = [
    "a",
    "accepted",
    "allowed",
    "amount",
    "an",
    "and",
    "argument",
    "be",
    "can",
    "count",
    "entries",
    "field",
    "for",
    "here",
    "if",
    "in",
    "is",
    "it",
    "items",
    "limit",
    "not",
    "number",
    "objects",
    "of",
    "omitted",
    "on",
    "option",
    "order",
    "page",
    "parameter",
    "per",
    "permitted",
    "possible",
    "property",
    "provided",
    "records",
    "request",
    "resources",
    "response",
    "result",
    "results",
    "return",
    "returned",
    "rows",
    "seconds",
    "set",
    "setting",
    "size",
    "specified",
    "supported",
    "that",
    "the",
    "this",
    "to",
    "total",
    "unspecified",
    "used",
    "valid",
    "value",
    "values",
    "when",
    "will",
    "you",
    "your",
];

/// Whether every word is one that may stand between `maximum` and `is`.
pub(super) fn is_about(words: &str, name: &str) -> bool {
    let own = names::snake(name);
    let own: Vec<&str> = own.split('_').collect();
    words.split_whitespace().all(|word| {
        let word = word.trim_matches(['`', '\'', '"', '*', '’']).to_lowercase();
        let is_own = own.iter().any(|own| {
            let (one, two) = (own.trim_end_matches('s'), word.trim_end_matches('s'));
            one == two && !one.is_empty()
        });
        COMMON_WORDS.contains(&word.as_str()) || is_own || names::snake(&word) == own.join("_")
    })
}

static CONDITION: LazyLock<Option<Regex>> =
    LazyLock::new(|| rule(r"^[\s`)\]*,]*\b(?:if|when|unless|for|while)\b(?P<rest>.*)"));
static BEFORE: LazyLock<Option<Regex>> =
    LazyLock::new(|| rule(r"^\W*(?:if|when|unless|for|while)\b(?P<rest>.*)"));
static LEFT_OUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    rule(
        r"\b(?:not|no|none|omitted|omit|unset|left|absent|unspecified|otherwise|empty|blank|missing|undefined|null|without|isn.t|don.t|aren.t|specified|provided)\b|\bthis\s+(?:parameter|field|property)\s*$",
    )
});

/// Whether what a sentence states holds in some cases only: `before` and `after` are what stands
/// around the statement. That the value is left out is the case that a default is for.
pub(super) fn is_conditional(before: &str, after: &str) -> bool {
    let case = |rule: &LazyLock<Option<Regex>>, text: &str| {
        let rest = rule.as_ref()?.captures(text)?.name("rest")?;
        let left_out = LEFT_OUT.as_ref()?.is_match(rest.as_str());
        Some(!left_out)
    };
    case(&CONDITION, after).unwrap_or(false) || case(&BEFORE, before).unwrap_or(false)
}
