//! The second step: names for the kinds of SIDs that the samples show.

use super::samples::Samples;
use crate::describe::sids::Sids;
use crate::provenance::Spot;
use crate::unique_names::UniqueNames;
use indexmap::IndexMap;

/// The patterns of SIDs by component, each with the samples that show it.
pub(in crate::describe) type Patterns = IndexMap<String, (String, Vec<Spot>)>;

/// Names the SIDs of all samples.
pub(in crate::describe) fn name(samples: &Samples, names: &mut UniqueNames) -> (Sids, Patterns) {
    let mut sids = Sids::default();
    for (component, name, shape) in samples.values() {
        let text = shape.text.as_ref();
        if let Some(sid) = text.and_then(|(_, text)| text.sid.as_ref()) {
            sids.see(component, &name, sid);
        }
    }
    let mut patterns = Patterns::new();
    for (name, pattern) in sids.finalize() {
        // `customer` may hold the id of a customer, which has a component of its own.
        let with_id = format!("{name}Id");
        let is_known = patterns
            .get(&with_id)
            .is_some_and(|(other, _)| *other == pattern);
        let own = if names.get(&name).is_none() {
            names.canonical(&name)
        } else if is_known {
            with_id
        } else {
            names.unique(&with_id)
        };
        sids.rename(&name, &own);
        patterns.insert(own, (pattern, Vec::new()));
    }
    add_spots(samples, &sids, &mut patterns);
    (sids, patterns)
}

/// Adds the samples that show each pattern.
fn add_spots(samples: &Samples, sids: &Sids, patterns: &mut Patterns) {
    for (component, name, shape) in samples.values() {
        let Some((_, text)) = &shape.text else {
            continue;
        };
        let known = sids.of_property(component, &name);
        if text.sid.is_some()
            && let Some((_, spots)) = known.and_then(|name| patterns.get_mut(name))
        {
            spots.extend(&shape.seen);
        }
    }
}
