//! The descriptions of the arguments of operations.

use std::collections::BTreeMap;

use serde_json::Value;

/// The descriptions of parameters, by the names of their operation and of their own, folded.
#[derive(Default)]
pub struct Arguments(BTreeMap<(String, String), String>);

impl Arguments {
    pub fn of(description: &Value) -> Self {
        let mut found = BTreeMap::new();
        let paths = description.get("paths").and_then(Value::as_object);
        let items = paths.into_iter().flat_map(|paths| paths.values());
        for item in items.filter_map(Value::as_object) {
            let shared = parameters(description, item.get("parameters"));
            for operation in item.values() {
                let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
                    continue;
                };
                // The parameter of an operation replaces one that its path shares.
                let own = parameters(description, operation.get("parameters"));
                for (name, text) in shared.iter().copied().chain(own) {
                    found.insert((folded(id), folded(name)), text.to_owned());
                }
            }
        }
        Self(found)
    }

    /// Returns the description of a method's argument.
    pub fn description(&self, method: &str, argument: &str) -> Option<&str> {
        let key = (folded(method), folded(argument));
        self.0.get(&key).map(String::as_str)
    }
}

/// Returns the names of parameters with their descriptions.
fn parameters<'a>(description: &'a Value, list: Option<&'a Value>) -> Vec<(&'a str, &'a str)> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|parameter| {
        let parameter = match parameter.get("$ref").and_then(Value::as_str) {
            Some(reference) => description.pointer(reference.strip_prefix('#')?)?,
            None => parameter,
        };
        let text = |key| parameter.get(key).and_then(Value::as_str);
        Some((text("name")?, text("description")?))
    })
    .collect()
}

/// Returns what the names of an element in the description and in Rust have in common: `PageSize` and `page_size`.
fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
