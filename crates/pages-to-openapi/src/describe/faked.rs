//! What a generator of samples makes up where it has nothing to show.

use crate::diagnostic::Located;
use crate::page::Node;
use regex::Regex;
use std::sync::LazyLock;

/// The type that a placeholder states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatedType {
    Boolean,
    /// An integer of 32 bits, or of any number.
    Integer,
    /// An integer of 64 bits.
    Long,
    Number,
    /// Text, and its format if there is one.
    Text(Option<&'static str>),
}

/// Returns the type that a placeholder such as `<long>` states.
pub(super) fn stated_type(text: &str) -> Option<StatedType> {
    let word = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    Some(match word.to_ascii_lowercase().as_str() {
        "boolean" | "bool" => StatedType::Boolean,
        "integer" | "int" | "int32" => StatedType::Integer,
        "long" | "int64" => StatedType::Long,
        "number" | "float" | "double" | "decimal" => StatedType::Number,
        "string" | "text" => StatedType::Text(None),
        "datetime" | "date-time" => StatedType::Text(Some("date-time")),
        "date" => StatedType::Text(Some("date")),
        "uuid" => StatedType::Text(Some("uuid")),
        "uri" | "url" => StatedType::Text(Some("uri")),
        "email" => StatedType::Text(Some("email")),
        _ => return None,
    })
}

/// Returns whether an object is nothing but the mark of a generator that went too deep.
pub(super) fn is_marker(members: &[(String, Located<Node>)]) -> bool {
    match members {
        [(key, node)] if key == "value" => {
            matches!(&node.value, Node::Text(text) if text.starts_with("<Error:"))
        }
        _ => false,
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

/// The words that generators fill texts with, and make up keys from.
const WORDS: &str = "lorem|ipsum|dolor|sit|amet|consectetur|adipisicing|adipiscing|elit|sed|do|eiusmod|\
tempor|incididunt|ut|labore|et|dolore|magna|aliqua|enim|minim|veniam|quis|nostrud|exercitation|ullamco|\
laboris|nisi|aliquip|ex|ea|commodo|consequat|duis|aute|irure|in|reprehenderit|voluptate|velit|esse|cillum|\
eu|fugiat|nulla|pariatur|excepteur|sint|occaecat|cupidatat|non|proident|sunt|culpa|qui|officia|deserunt|\
mollit|anim|est|laborum";

struct Rules {
    certain: Regex,
    likely: Regex,
    own: Regex,
}

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| {
    let rule = |text: String| Regex::new(&format!("^(?i:{text})$")).ok();
    Some(Rules {
        // A word, and up to three signs that make it a key of its own.
        certain: rule(format!(
            r"(?:{WORDS})(?:_?[a-f]{{0,2}}\d[a-f\d_]{{0,2}}|_[_a-f\d]{{0,2}}_?|__)|additionalProp\d|key_\d+|<[^>]*>|\{{\{{[^}}]*\}}\}}"
        ))?,
        likely: rule(format!(r"(?:{WORDS})_?[_a-f\d]{{0,3}}"))?,
        own: rule(
            r"[a-f\d]{8}(?:-[a-f\d]{4}){3}-[a-f\d]{12}|[a-z]{2}[a-f\d]{32}|\d{4}-\d{2}-\d{2}(?:T.*)?"
                .to_owned(),
        )?,
    })
});

/// The keys of an object that are names: a map's keys are not, whether made up or an entry's own.
pub(super) fn names<'a>(keys: &[&'a str]) -> Vec<&'a str> {
    let Some(rules) = RULES.as_ref() else {
        return keys.to_vec();
    };
    // Short words begin names of people's making too: `id_1`, `ad_fee`.
    let is_certain = |key: &str| {
        let real = key.len() < 3
            || key
                .get(..3)
                .is_some_and(|head| ["id_", "ad_"].contains(&head.to_lowercase().as_str()));
        let letters = key.chars().any(|c| c.is_ascii_digit()) || key.contains("__");
        let long = key.split('_').next().is_some_and(|word| word.len() > 3);
        !real && (letters || long || key.starts_with(['<', '{'])) && rules.certain.is_match(key)
    };
    if keys.len() > 1 && keys.iter().all(|key| rules.own.is_match(key)) {
        return Vec::new();
    }
    let certain = keys.iter().any(|key| is_certain(key));
    keys.iter()
        .copied()
        .filter(|key| {
            let faked = is_certain(key) || (certain && key.len() > 3 && rules.likely.is_match(key));
            !faked && !rules.own.is_match(key)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_rule_compiles() {
        assert!(super::RULES.is_some());
    }
}
