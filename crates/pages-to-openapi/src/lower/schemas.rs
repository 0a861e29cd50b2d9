//! The components of the document, to which the pass adds those that operations share.

use crate::provenance::{Origin, Traced};
use crate::unique_names::UniqueNames;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// The components by name.
pub(super) struct Schemas {
    pub(super) all: Traced,
    names: UniqueNames,
    /// References to the components that the pass has added, by what they say.
    shared: HashMap<String, Value>,
}

impl Schemas {
    pub(super) fn new(all: Traced) -> Self {
        let mut schemas = Self {
            all,
            names: UniqueNames::default(),
            shared: HashMap::new(),
        };
        for name in schemas.names() {
            schemas.names.canonical(&name);
        }
        schemas
    }

    /// Returns the names, in the order of the document.
    pub(super) fn names(&self) -> Vec<String> {
        let all = self.all.value.as_object();
        all.into_iter()
            .flat_map(|all| all.keys().cloned())
            .collect()
    }

    /// Returns a reference to the component with this schema, and adds it if there is none. `origin` is that of the first
    /// element that needs it.
    pub(super) fn shared(&mut self, wanted: &str, schema: Value, origin: &Arc<Origin>) -> Value {
        let text = schema.to_string();
        if let Some(known) = self.shared.get(&text) {
            return known.clone();
        }
        let name = self.names.unique(wanted);
        self.all.put(&name, Traced::new(schema, &origin.fitted()));
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        self.shared.insert(text, reference.clone());
        reference
    }

    /// Returns whether a reference leads to an open enum.
    pub(super) fn is_open_enum(&self, reference: &Value) -> bool {
        let name = reference.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|path| path.rsplit('/').next());
        let schema = name.and_then(|name| self.all.value.get(name));
        schema.is_some_and(|schema| {
            ["oneOf", "anyOf"]
                .iter()
                .any(|key| schema.get(key).is_some())
        })
    }
}
