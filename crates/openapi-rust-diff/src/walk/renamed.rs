//! Renamed schema components.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

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
    // The old and the new names of each schema that has other names in the other description.
    let mut moved: HashMap<&Value, [Vec<&'a str>; 2]> = HashMap::new();
    for (side, (all, other)) in [(old, new), (new, old)].into_iter().enumerate() {
        for (name, schema) in all.iter().filter(|(name, _)| !other.contains_key(*name)) {
            if let Some(names) = moved.entry(schema).or_default().get_mut(side) {
                names.push(name);
            }
        }
    }
    let renamed = moved.into_values().filter_map(|names| match names {
        [was, is] => match (was.as_slice(), is.as_slice()) {
            ([was], [is]) => Some((*was, *is)),
            _ => None,
        },
    });
    renamed.collect()
}
