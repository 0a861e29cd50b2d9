//! Open enums: the values that a sentence lists, and any other string.

use super::named_schemas::NamedSchemas;
use crate::describe::operation_names::Operation;
use crate::describe::prose;
use crate::names::pascal;
use crate::page::{Page, Row};
use crate::provenance::{Origin, Traced};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The open enums of a description.
pub(in crate::describe) struct OpenEnums {
    uses: Uses,
    /// References to the enums so far, by the name of their values and the values.
    known: HashMap<(String, Vec<String>), Value>,
}

/// The values that sentences of all pages list, by the value's name and themselves.
#[derive(Debug, Default)]
struct Uses(HashMap<(String, Vec<String>), Use>);

#[derive(Debug, Default)]
struct Use {
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

impl Uses {
    fn of(pages: &[Page], operations: &[Operation]) -> Self {
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

impl OpenEnums {
    /// Finds the values that the sentences of all pages list, since equal ones share a name.
    pub(in crate::describe) fn of(pages: &[Page], operations: &[Operation]) -> Self {
        Self {
            uses: Uses::of(pages, operations),
            known: HashMap::new(),
        }
    }

    /// Returns a reference to the open enum of these values. Equal enums of one name are one.
    pub(in crate::describe) fn reference(
        &mut self,
        schemas: &mut NamedSchemas,
        resource: &str,
        property: &str,
        values: &[String],
        origin: &Arc<Origin>,
    ) -> Value {
        let key = (pascal(property), values.to_vec());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let plan = self.uses.plan(resource, property, values);
        let names = &mut schemas.names;
        let name = names.unique_with(&plan.name, &["", "Listed", "Other"]);
        let mut listed = json!({ "type": "string", "enum": values });
        let open = if plan.strict {
            let others = listed.clone();
            let known = names.canonical(&format!("Listed{name}"));
            let other = names.canonical(&format!("Other{name}"));
            if let Value::Object(listed) = &mut listed {
                // Generators name the type of the part by it.
                listed.shift_insert(0, "title".to_owned(), json!(known));
            }
            json!({ "oneOf": [listed, { "title": other, "type": "string", "not": others }] })
        } else {
            json!({ "anyOf": [listed, { "type": "string" }] })
        };
        let reference = schemas.add(&name, Traced::new(open, origin));
        self.known.insert(key, reference.clone());
        reference
    }
}
