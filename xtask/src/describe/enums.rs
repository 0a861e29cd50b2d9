//! Open enums: the values that a sentence lists, and any other string.

use super::names::{Operation, pascal};
use super::prose;
use crate::page::{Page, Row};
use std::collections::{HashMap, HashSet};

/// The values that sentences of all pages list, by the value's name and themselves.
#[derive(Debug, Default)]
pub(super) struct Enums(HashMap<(String, Vec<String>), Uses>);

#[derive(Debug, Default)]
struct Uses {
    resources: HashSet<String>,
    /// Whether a parameter or a default has them.
    strict: bool,
}

/// How an open enum is to be said.
pub(super) struct Plan {
    pub(super) name: String,
    /// Whether its parts exclude each other: then the generator makes a type of it that can stand in
    /// a query and has defaults. Otherwise the client crate has a better one.
    pub(super) strict: bool,
}

impl Enums {
    pub(super) fn of(pages: &[Page], operations: &[Operation]) -> Self {
        let mut enums = Self::default();
        for (page, operation) in pages.iter().zip(operations) {
            for row in page.parameters.iter().chain(&page.headers) {
                enums.see(page, operation, row, true);
            }
            for row in &page.body.fields {
                enums.see(page, operation, row, false);
            }
        }
        enums
    }

    fn see(&mut self, page: &Page, operation: &Operation, row: &Row, is_parameter: bool) {
        let Some(prose) = &row.description else {
            return;
        };
        // What is doubtful in the sentences is told where they are said.
        let facts = prose::read(page, &row.key.value, prose, &mut Vec::new());
        if let Ok(facts) = facts
            && facts.allowed.len() > 1
        {
            let key = (pascal(&row.key.value), facts.allowed);
            let uses = self.0.entry(key).or_default();
            uses.resources.insert(operation.resource.clone());
            uses.strict |= is_parameter || facts.default.is_some();
        }
    }

    /// The name is the value's alone where resources share it.
    pub(super) fn plan(&self, resource: &str, property: &str, values: &[String]) -> Plan {
        let name = pascal(property);
        let uses = self.0.get(&(name.clone(), values.to_vec()));
        let is_shared = uses.is_some_and(|uses| uses.resources.len() > 1);
        Plan {
            name: if is_shared {
                name
            } else {
                format!("{resource}{name}")
            },
            strict: uses.is_none_or(|uses| uses.strict),
        }
    }
}
