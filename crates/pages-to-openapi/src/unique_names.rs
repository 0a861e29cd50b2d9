//! Names of components, each once even where case is ignored.

use crate::names::{component, fold};
use std::collections::HashMap;

/// The names of components that are in use.
#[derive(Debug, Default)]
pub(crate) struct UniqueNames {
    /// Folded names to the names in use.
    taken: HashMap<String, String>,
    /// Folded names to the number that the next of the name may have.
    numbers: HashMap<String, usize>,
}

impl UniqueNames {
    /// Returns the name in use for a name: two that differ in case alone would be one type in Rust.
    pub(crate) fn canonical(&mut self, name: &str) -> String {
        self.taken
            .entry(fold(name))
            .or_insert_with(|| component(name))
            .clone()
    }

    /// Returns a name that no component has, and takes it: the name itself, or one with a number.
    pub(crate) fn unique(&mut self, wanted: &str) -> String {
        let wanted = component(wanted);
        let mut name = wanted.clone();
        let number = self.numbers.entry(fold(&wanted)).or_insert(2);
        while self.taken.contains_key(&fold(&name)) {
            name = format!("{wanted}{number}");
            *number += 1;
        }
        self.canonical(&name)
    }

    /// Returns a name to which none of the prefixes can be added without a collision: the name itself, or one with a number.
    pub(crate) fn unique_with(&mut self, wanted: &str, prefixes: &[&str]) -> String {
        let mut name = wanted.to_owned();
        let number = self.numbers.entry(fold(wanted)).or_insert(2);
        while prefixes
            .iter()
            .any(|prefix| self.taken.contains_key(&fold(&format!("{prefix}{name}"))))
        {
            name = format!("{wanted}{number}");
            *number += 1;
        }
        name
    }

    /// Returns the name in use for a name, if one is.
    pub(crate) fn get(&self, name: &str) -> Option<&String> {
        self.taken.get(&fold(name))
    }
}

#[cfg(test)]
mod tests {
    use super::UniqueNames;

    #[test]
    fn names_are_unique_where_case_is_ignored() {
        let mut names = UniqueNames::default();
        assert_eq!(names.unique("Note"), "Note");
        assert_eq!(names.unique("note"), "Note2");
        assert_eq!(names.unique("NOTE"), "Note3");
        assert_eq!(names.canonical("nOTE"), "Note");
        assert_eq!(names.canonical("Page"), "Page");
        assert_eq!(names.get("PAGE").map(String::as_str), Some("Page"));
        assert_eq!(names.unique_with("Size", &["", "Listed"]), "Size");
        names.canonical("ListedSize");
        assert_eq!(names.unique_with("Size", &["", "Listed"]), "Size2");
    }
}
