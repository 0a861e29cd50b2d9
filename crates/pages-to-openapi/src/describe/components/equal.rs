//! What is equal, and what equal things are called.

use crate::names::{component, words};
use serde_json::Value;
use std::collections::HashMap;

/// Each name's first equal: the names come with what they stand for.
pub(super) fn firsts(all: Vec<(String, String)>) -> HashMap<String, String> {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut firsts = HashMap::new();
    for (name, text) in all {
        let first = seen.entry(text).or_insert_with(|| name.clone());
        if *first != name {
            firsts.insert(name, first.clone());
        }
    }
    firsts
}

/// What names have in common: the words that all begin with, and those that all end with.
pub(super) fn common(names: &[String]) -> Option<String> {
    let all: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let (first, rest) = all.split_first()?;
    let shortest = all.iter().map(Vec::len).min()?;
    let agree = |one: Option<&String>, other: &dyn Fn(&[String]) -> Option<&String>| {
        rest.iter().all(|words| other(words) == one)
    };
    let head = (0..shortest)
        .take_while(|at| agree(first.get(*at), &|words| words.get(*at)))
        .count();
    let tail = (0..shortest - head)
        .take_while(|at| {
            agree(first.iter().rev().nth(*at), &|words| {
                words.iter().rev().nth(*at)
            })
        })
        .count();
    let begin = first.iter().take(head);
    let end = first.iter().skip(first.len() - tail);
    let name: String = begin.chain(end).map(String::as_str).collect();
    (!name.is_empty()).then(|| component(&name))
}

/// Has references go by other names.
pub(super) fn rename(value: &mut Value, names: &HashMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let Value::String(text) = value else {
                    rename(value, names);
                    continue;
                };
                if key == "$ref"
                    && let Some((path, name)) = text.rsplit_once('/')
                    && let Some(other) = names.get(name)
                {
                    *text = format!("{path}/{other}");
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}
