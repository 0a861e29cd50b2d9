//! Names in the notations of a description: words, components, properties.

use crate::identifiers::{TYPES_IN_USE, ident};
use any_ascii::any_ascii;
use heck::ToPascalCase;

/// The words of a name in any notation and script, in ASCII letters: a component's name has no others.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut previous = ' ';
    let name = any_ascii(name);
    let mut rest = name.chars().peekable();
    while let Some(character) = rest.next() {
        if !character.is_ascii_alphanumeric() {
            // An apostrophe is within a word.
            if character != '\'' && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            previous = ' ';
            continue;
        }
        let humps = character.is_ascii_uppercase()
            && (previous.is_ascii_lowercase()
                || previous.is_ascii_digit()
                || (previous.is_ascii_uppercase()
                    && rest.peek().is_some_and(char::is_ascii_lowercase)));
        if humps && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(character);
        previous = character;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// `ServiceSid` for `service_sid`.
pub(crate) fn pascal(name: &str) -> String {
    let joined: String = words(name).iter().map(|word| capital(word)).collect();
    if joined.is_empty() {
        "Value".to_owned()
    } else {
        component(&joined)
    }
}

/// A component's name as the generator writes the type's: who looks a type up by its component would
/// miss it under another one.
pub(crate) fn component(name: &str) -> String {
    let mut name = any_ascii(name);
    // Letters that were words of their own can be one word afterwards: `A A`, `AA`, `Aa`.
    loop {
        let next = ident(&name, str::to_pascal_case);
        if next == name {
            break;
        }
        name = next;
    }
    if TYPES_IN_USE.contains(&name.as_str()) {
        name.push_str("Value");
    }
    name
}

/// `service_sid` for `ServiceSid`.
pub(crate) fn snake(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| word.to_lowercase())
        .collect::<Vec<_>>()
        .join("_")
}

/// What names are compared by: the generator would fold case and signs, and two types would be one.
pub(crate) fn fold(name: &str) -> String {
    any_ascii(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// One of what a plural names.
pub(crate) fn singular(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let cut = |count: usize| name.get(..name.len() - count).unwrap_or(name).to_owned();
    if ["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) {
        name.to_owned()
    } else if lower.ends_with("ies") && name.len() > 4 {
        cut(3) + "y"
    } else if ["sses", "xes", "ches", "shes", "zes"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        cut(2)
    } else if lower.ends_with('s') && name.len() > 2 {
        cut(1)
    } else {
        name.to_owned()
    }
}

pub(crate) fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(characters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::component;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_components_name_stays_what_it_is(name in "\\PC{0,12}") {
            let name = component(&name);
            prop_assert_eq!(component(&name), name);
        }
    }
}
