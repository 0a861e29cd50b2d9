//! Components that no sample contributes to: open enums and form bodies.

use super::reference::reference;
use crate::provenance::Traced;
use crate::unique_names::UniqueNames;
use indexmap::IndexMap;
use serde_json::Value;

/// Schemas by name, and the names of all components.
#[derive(Debug, Default)]
pub(in crate::describe) struct NamedSchemas {
    pub(in crate::describe) names: UniqueNames,
    pub(super) schemas: IndexMap<String, Traced>,
}

impl NamedSchemas {
    /// Adds a schema under the name, or under one with a number, and returns a reference to it.
    pub(in crate::describe) fn add(&mut self, wanted: &str, schema: Traced) -> Value {
        let name = self.names.unique(wanted);
        let reference = reference(&name);
        self.schemas.insert(name, schema);
        reference
    }
}
