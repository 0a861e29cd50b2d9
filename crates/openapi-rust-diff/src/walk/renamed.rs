//! Renamed schema components.

use serde_json::Value;
use std::collections::BTreeMap;

/// Returns the new names of renamed schema components, by their old names. A component was renamed if its schema is
/// unique and occurs under another name in the new description.
pub(super) fn renamed_schemas<'a>(old: &'a Value, new: &'a Value) -> BTreeMap<&'a str, &'a str> {
    let components = |document: &'a Value| {
        let all = document.pointer("/components/schemas");
        all.and_then(Value::as_object)
    };
    let (Some(old), Some(new)) = (components(old), components(new)) else {
        return BTreeMap::new();
    };
    let removed: Vec<_> = old
        .iter()
        .filter(|(name, _)| !new.contains_key(*name))
        .collect();
    let added: Vec<_> = new
        .iter()
        .filter(|(name, _)| !old.contains_key(*name))
        .collect();
    let mut renamed = BTreeMap::new();
    for (was, schema) in &removed {
        let same = added.iter().filter(|(_, other)| *other == *schema);
        let mut copies = removed.iter().filter(|(_, other)| *other == *schema);
        if let [(is, _)] = same.collect::<Vec<_>>().as_slice()
            && copies.nth(1).is_none()
        {
            renamed.insert(was.as_str(), is.as_str());
        }
    }
    renamed
}
