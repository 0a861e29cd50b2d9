//! Patterns of texts, in the dialect of ECMA 262.

use regress::Regex;
use std::cell::RefCell;
use std::collections::HashMap;

/// The length of the longest text that is matched.
const LONGEST: usize = 4096;

/// The compiled patterns of a description.
#[derive(Default)]
pub(crate) struct Patterns(RefCell<HashMap<String, Option<Regex>>>);

impl Patterns {
    /// Returns whether a text matches a pattern. A pattern that is not one, and a very long text, match.
    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.0.borrow_mut();
        if !patterns.contains_key(pattern) {
            patterns.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        match patterns.get(pattern) {
            Some(Some(regex)) if text.len() <= LONGEST => regex.find(text).is_some(),
            _ => true,
        }
    }
}
