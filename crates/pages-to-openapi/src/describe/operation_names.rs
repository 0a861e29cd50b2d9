//! The names of operations and resources, from the titles of pages.

use crate::diagnostic::Diagnostic;
use crate::identifiers::CLIENT_NAMES;
use crate::names::{self, capital, component, fold, singular};
use crate::page::Page;
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
    let mut words = names::words(title);
    if words.is_empty() {
        words.push(page.method.value.to_lowercase());
        words.extend(
            page.url
                .path
                .split('/')
                .filter(|segment| !segment.contains('{') && !is_version(segment))
                .flat_map(names::words),
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
