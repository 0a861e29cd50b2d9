//! Whether a schema allows null.

use crate::description::{Description, Site};
use serde_json::Value;

/// The deepest nesting of schemas that is followed. What is deeper allows null.
const DEEPEST: usize = 16;

/// Returns whether a schema allows null.
///
/// `nullable` is read beside `allOf`, too: OpenAPI 3.0.3 gives it a meaning beside `type` only, but descriptions have no other
/// way to say that a component may be null at one place.
pub(super) fn allows_null(description: Description<'_>, site: &Site<'_>) -> bool {
    allows(description, site.clone(), 0)
}

fn allows<'a>(description: Description<'a>, site: Site<'a>, depth: usize) -> bool {
    let Some(site) = description.resolved(site) else {
        return true;
    };
    if depth > DEEPEST || site.value.get("nullable") == Some(&Value::Bool(true)) {
        return true;
    }
    match site.value.get("type") {
        Some(Value::String(name)) => return name == "null",
        Some(Value::Array(names)) => return names.iter().any(|name| name == "null"),
        _ => {}
    }
    if let Some(values) = site.value.get("enum").and_then(Value::as_array) {
        return values.contains(&Value::Null);
    }
    let branch_allows = |branch: Site<'a>| allows(description, branch, depth + 1);
    let all_of = site.member("allOf");
    let any_of = ["anyOf", "oneOf"].map(|key| site.member(key));
    all_of.is_none_or(|parts| parts.items().all(branch_allows))
        && any_of
            .into_iter()
            .flatten()
            .all(|parts| parts.items().any(branch_allows))
}
