//! Names: operations and resources out of titles, components out of properties.

use crate::diagnostic::Diagnostic;
use crate::lower::{CLIENT_NAMES, TYPES_IN_USE, ident};
use crate::page::Page;
use any_ascii::any_ascii;
use heck::ToPascalCase;
use std::collections::{HashMap, HashSet};

/// What an operation does with its resource, as far as its title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// The answer is a list of the resource.
    List,
    /// The answer is the resource.
    Single,
    /// The answer is something of the operation's own.
    Other,
}

/// The names of one operation.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) resource: String,
    pub(super) verb: Verb,
}

/// The operations' names, each id once even where case is ignored.
pub(super) fn operations(pages: &[Page], warnings: &mut Vec<Diagnostic>) -> Vec<Operation> {
    // No page has the client's own names.
    let mut taken: HashMap<String, usize> = CLIENT_NAMES
        .iter()
        .map(|name| ((*name).to_owned(), usize::MAX))
        .collect();
    let mut operations: Vec<Operation> = pages.iter().map(operation).collect();
    // `Create Users` makes one of what `List Users` lists.
    let listed: HashSet<String> = operations
        .iter()
        .filter(|operation| operation.verb == Verb::List)
        .map(|operation| operation.resource.clone())
        .collect();
    for operation in &mut operations {
        let one = singular(&operation.resource);
        if listed.contains(&one) {
            operation.resource = one;
        }
    }
    // Where the last one of a name left off: thousands may have it.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    pages
        .iter()
        .zip(operations)
        .enumerate()
        .map(|(index, (page, mut operation))| {
            let wanted = operation.id.clone();
            let number = numbers.entry(fold(&wanted)).or_insert(2);
            while taken.contains_key(&fold(&operation.id)) {
                operation.id = format!("{wanted}{number}");
                *number += 1;
            }
            if let Some(other) = taken
                .get(&fold(&wanted))
                .and_then(|other| pages.get(*other))
            {
                let place = page.title.as_ref().map_or(page.method.place, |t| t.place);
                let message = format!(
                    "the title gives {wanted}, which {} has already; this operation is {}",
                    other.file, operation.id
                );
                let help = "give the page a title of its own";
                warnings.push(page.fault(place, message, help).warning());
            }
            taken.insert(fold(&operation.id), index);
            operation
        })
        .collect()
}

fn operation(page: &Page) -> Operation {
    let title = page.title.as_ref().map_or("", |title| title.value.as_str());
    let mut words = words(title);
    if words.is_empty() {
        words.push(page.method.value.to_lowercase());
        words.extend(
            page.url
                .path
                .split('/')
                .filter(|segment| !segment.contains('{') && !is_version(segment))
                .flat_map(self::words),
        );
    }
    let verb = match words.first().map(|word| word.to_lowercase()).as_deref() {
        Some("list" | "lists") => Verb::List,
        Some(
            "fetch" | "fetches" | "get" | "gets" | "retrieve" | "retrieves" | "read" | "reads"
            | "create" | "creates" | "add" | "adds" | "update" | "updates" | "modify" | "modifies"
            | "edit" | "edits" | "patch" | "replace" | "replaces" | "upsert",
        ) => Verb::Single,
        _ => Verb::Other,
    };
    let all = words
        .get(1)
        .is_some_and(|word| word.eq_ignore_ascii_case("all"));
    let verb = if all && verb == Verb::Single && page.method.value == "GET" {
        Verb::List
    } else {
        verb
    };
    let is_verb = verb != Verb::Other
        || words.first().is_some_and(|word| {
            ["delete", "deletes", "remove", "removes"].contains(&word.to_lowercase().as_str())
        });
    let noun = words
        .iter()
        .skip(usize::from(is_verb && words.len() > 1))
        .filter(|word| !["a", "an", "the", "all"].contains(&word.to_lowercase().as_str()));
    let mut resource: String = noun.map(|word| capital(word)).collect();
    if resource.is_empty() {
        resource = words.iter().map(|word| capital(word)).collect();
    }
    if verb == Verb::List {
        resource = singular(&resource);
    }
    Operation {
        id: words.iter().map(|word| capital(word)).collect(),
        resource: component(&resource),
        verb,
    }
}

fn is_version(segment: &str) -> bool {
    let digits = segment.trim_start_matches('v');
    !digits.is_empty()
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == '-')
}

/// The words of a name in any notation and script, in ASCII letters: a component's name has no others.
pub(super) fn words(name: &str) -> Vec<String> {
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
pub(super) fn pascal(name: &str) -> String {
    let joined: String = words(name).iter().map(|word| capital(word)).collect();
    if joined.is_empty() {
        "Value".to_owned()
    } else {
        component(&joined)
    }
}

/// A component's name as the generator writes the type's: who looks a type up by its component would
/// miss it under another one.
pub(super) fn component(name: &str) -> String {
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
pub(super) fn snake(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| word.to_lowercase())
        .collect::<Vec<_>>()
        .join("_")
}

/// What names are compared by: the generator would fold case and signs, and two types would be one.
pub(super) fn fold(name: &str) -> String {
    any_ascii(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// One of what a plural names.
pub(super) fn singular(name: &str) -> String {
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

fn capital(word: &str) -> String {
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
