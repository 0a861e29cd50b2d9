//! Whether a schema allows null.

use crate::description::{Description, Site};
use serde_json::Value;
use std::collections::HashMap;

/// Returns whether a schema allows null.
///
/// `nullable` is read beside `allOf`, too: OpenAPI 3.0.3 gives it a meaning beside `type` only, but descriptions have no other
/// way to say that a component may be null at one place.
pub(super) fn allows_null(description: Description<'_>, site: &Site<'_>) -> bool {
    let mut search = Search {
        description,
        known: HashMap::new(),
    };
    search.allows(site.clone())
}

struct Search<'a> {
    description: Description<'a>,
    /// The schemas so far, by their pointers. While a schema is looked at, it allows null, so that circles end.
    known: HashMap<String, bool>,
}

impl<'a> Search<'a> {
    fn allows(&mut self, site: Site<'a>) -> bool {
        let Some(site) = self.description.resolved(site) else {
            return true;
        };
        if let Some(known) = self.known.get(&site.pointer) {
            return *known;
        }
        self.known.insert(site.pointer.clone(), true);
        let allows = self.allows_resolved(&site);
        self.known.insert(site.pointer, allows);
        allows
    }

    fn allows_resolved(&mut self, site: &Site<'a>) -> bool {
        if site.value.get("nullable") == Some(&Value::Bool(true)) {
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
        let all_of = site.member("allOf");
        let any_of = ["anyOf", "oneOf"].map(|key| site.member(key));
        all_of.is_none_or(|parts| parts.items().all(|part| self.allows(part)))
            && any_of
                .into_iter()
                .flatten()
                .all(|parts| parts.items().any(|part| self.allows(part)))
    }
}
