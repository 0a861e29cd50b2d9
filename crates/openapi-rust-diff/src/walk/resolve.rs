//! References within a description.

use serde_json::Value;

/// The limit for chains of references, which may be circular.
const LONGEST_CHAIN: usize = 32;

/// Returns the target of a local reference.
pub(crate) fn target<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    document.pointer(reference.strip_prefix('#')?)
}

/// Returns the text of `$ref`.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// Follows references and returns the last value of the chain, which is itself a reference if its target does not exist.
/// Returns `value` if the chain is too long.
pub(crate) fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let mut found = value;
    for _ in 0..LONGEST_CHAIN {
        match reference(found).and_then(|reference| target(document, reference)) {
            Some(next) => found = next,
            None => return found,
        }
    }
    value
}

/// Returns the name of the schema component that a reference names.
pub(crate) fn schema_name(reference: &str) -> Option<&str> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then_some(name)
}
