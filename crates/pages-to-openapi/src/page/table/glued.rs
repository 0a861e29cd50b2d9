//! Rows whose columns are glued together: where the key ends and the datatype begins.

use super::super::model::Datatype;
use super::super::text;
use super::cell_text::{DATATYPES, flag, is_key};
use std::collections::{HashMap, HashSet};

/// Names that the page shows elsewhere: they decide where a key ends.
#[derive(Debug, Default)]
pub(in crate::page) struct Names<'a> {
    exact: HashMap<&'a str, usize>,
    longest: usize,
    likely: HashSet<String>,
    claimed: HashSet<&'a str>,
    next: usize,
}

impl<'a> Names<'a> {
    /// `exact` are the names of the rows, in their order; `likely` are names that rows may have.
    pub(in crate::page) fn new(
        exact: impl IntoIterator<Item = &'a str>,
        likely: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut names = Self::default();
        for name in exact {
            let number = names.exact.len();
            names.exact.entry(name).or_insert(number);
            names.longest = names.longest.max(name.len());
        }
        names.likely = likely.into_iter().map(fold).collect();
        names
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.exact.contains_key(name)
    }

    /// Notes that a row has a name, so that the rows after it are read as others.
    pub(super) fn claim(&mut self, name: &str) {
        if let Some((name, number)) = self.exact.get_key_value(name) {
            self.claimed.insert(name);
            self.next = number + 1;
        }
    }

    /// Whether the text is a name that no row has, with a part of its datatype.
    pub(super) fn cut(&self, text: &str) -> bool {
        let ends = text.char_indices().map(|(index, _)| index).skip(1);
        ends.into_iter().any(|end| {
            let (name, rest) = text.split_at_checked(end).unwrap_or_default();
            self.exact.contains_key(name)
                && !self.claimed.contains(name)
                && DATATYPES
                    .iter()
                    .any(|(word, _)| word.starts_with(rest) && rest.len() < word.len())
        })
    }

    fn rank(&self, name: &str) -> usize {
        match self.exact.get(name) {
            Some(number) if *number == self.next => 4,
            Some(_) if !self.claimed.contains(name) => 3,
            Some(_) => 2,
            None => usize::from(self.likely.contains(&fold(name))),
        }
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A row's head: how long its key is, its flag where that stands first, and how far the datatype goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    pub(super) key: usize,
    pub(super) flag: Option<bool>,
    pub(super) datatype: Datatype,
    pub(super) end: usize,
}

/// How sure a split is; what comes later is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// A small letter follows the datatype, as in `limitnumberhow many`.
    Weak,
    /// The line ends there, or a flag or a sentence begins.
    Good,
}

/// Parts a line, if it is a row. Of several ways the names decide, then what follows the datatype,
/// then the shorter key.
pub(super) fn split(line: &str, names: &Names<'_>, flag_first: bool) -> Option<Split> {
    let word = line.split(text::blank).next()?.len();
    let reach = word.max(names.longest);
    let mut best: Option<((usize, Trust), Split)> = None;
    for (index, _) in line.char_indices().skip(1) {
        if index > reach {
            break;
        }
        let rest = line.get(index..)?;
        let Some((name, datatype)) = DATATYPES.iter().find(|(name, _)| rest.starts_with(name))
        else {
            continue;
        };
        let end = index + name.len();
        let mut key = line.get(..index)?;
        let mut said = None;
        if flag_first {
            for (word, value) in [("true", true), ("false", false)] {
                if let Some(before) = key.strip_suffix(word) {
                    (key, said) = (before, Some(value));
                }
            }
        }
        let rank = names.rank(key);
        // `any` and its like hide in too many names.
        let hidden = name.len() < 4 || index >= word || !is_name(key);
        if rank < 2 && hidden {
            continue;
        }
        let Some(trust) = trust(line.get(end..)?, rank) else {
            continue;
        };
        let split = Split {
            key: key.len(),
            flag: said,
            datatype: *datatype,
            end,
        };
        let score = (rank, trust);
        let better = best.as_ref().is_none_or(|(other, found)| {
            score > *other || (score == *other && rank >= 2 && split.key > found.key)
        });
        if better {
            best = Some((score, split));
        }
    }
    best.map(|(_, split)| split)
}

/// Whether a description can begin with what follows the datatype.
fn trust(after: &str, rank: usize) -> Option<Trust> {
    let Some(first) = after.chars().next() else {
        return Some(Trust::Good);
    };
    if flag(after).is_some() {
        return Some(Trust::Good);
    }
    if rank >= 2 {
        return Some(if first.is_lowercase() {
            Trust::Weak
        } else {
            Trust::Good
        });
    }
    if first.is_lowercase() {
        // A plural is a word of a sentence, and so is what goes on with a hyphen.
        let plural = first == 's' && !after.chars().nth(1).is_some_and(char::is_alphanumeric);
        return (!plural).then_some(Trust::Weak);
    }
    let goes_on = text::blank(first) || ".,;:!?)-_/'’".contains(first);
    (!goes_on).then_some(Trust::Good)
}

/// Whether a guessed key can be one.
fn is_name(key: &str) -> bool {
    is_key(key)
        && !key.ends_with(['-', '_', '.', '['])
        && !["sub", "query", "non", "multi"].contains(&key.to_lowercase().as_str())
}
