//! Open enums: the values that a sentence lists, and any other string.

use super::super::names::{Operation, fold, pascal};
use super::super::prose;
use super::Components;
use crate::lower;
use crate::page::{Page, Row};
use crate::provenance::{Origin, Traced};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

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
struct Plan {
    name: String,
    /// Whether its parts exclude each other: then the generator makes a type of it that can stand in
    /// a query and has defaults. Otherwise the client crate has a better one.
    strict: bool,
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
    fn plan(&self, resource: &str, property: &str, values: &[String]) -> Plan {
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

impl Components<'_> {
    /// An open enum: the known values, and any other string. Equal ones of one name are one.
    pub(crate) fn open_enum(
        &mut self,
        resource: &str,
        property: &str,
        values: &[String],
        origin: &Arc<Origin>,
    ) -> Value {
        let key = (pascal(property), values.to_vec());
        if let Some(known) = self.open.get(&key) {
            return known.clone();
        }
        let plan = self.enums.plan(resource, property, values);
        let mut name = plan.name.clone();
        let number = self.numbers.entry(fold(&plan.name)).or_insert(2);
        while ["", "Listed", "Other"]
            .iter()
            .any(|before| self.taken.contains_key(&fold(&format!("{before}{name}"))))
        {
            name = format!("{}{number}", plan.name);
            *number += 1;
        }
        let mut listed = json!({ "type": "string", "enum": values });
        lower::components::values(&mut listed);
        let open = if plan.strict {
            let others = json!({ "type": "string", "enum": listed.get("enum") });
            let (known, other) = (
                self.canonical(&format!("Listed{name}")),
                self.canonical(&format!("Other{name}")),
            );
            if let Value::Object(listed) = &mut listed {
                // Generators name the type of the part by it.
                listed.shift_insert(0, "title".to_owned(), json!(known));
            }
            json!({ "oneOf": [listed, { "title": other, "type": "string", "not": others }] })
        } else {
            json!({ "anyOf": [listed, { "type": "string" }] })
        };
        let said = self.add(&name, Traced::new(open, origin));
        self.open.insert(key, said.clone());
        said
    }

    /// Whether a reference leads to an open enum.
    pub(crate) fn is_open_enum(&self, said: &Value) -> bool {
        let name = said.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|path| path.rsplit('/').next());
        let schema = name.and_then(|name| self.ready.get(name));
        schema.is_some_and(|schema| {
            ["oneOf", "anyOf"]
                .iter()
                .any(|key| schema.value.get(key).is_some())
        })
    }
}
