//! References within a description.

use serde_json::Value;

/// A chain of references longer than this leads nowhere: it may go round.
const LONGEST_CHAIN: usize = 32;

/// What a local reference names.
pub(crate) fn target<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    document.pointer(reference.strip_prefix('#')?)
}

/// The reference that a value is.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// The value itself, or what it refers to; one that refers to nothing stays what it is.
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

/// The name of the schema component that a reference names.
pub(crate) fn schema_name(reference: &str) -> Option<&str> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then_some(name)
}
