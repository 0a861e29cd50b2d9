//! The notes of all exchanges, counted by place.

use crate::kind::Kind;
use crate::notes::{Difference, Field, Notes};
use crate::observation::{Observation, Row};
use crate::overlay;
use crate::schema::JsonType;
use crate::skip::Skip;
use serde_json::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The differences of all exchanges.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    differences: BTreeMap<(Kind, String), Counted>,
    /// The number of exchanges with each operation, object and list.
    visited: BTreeMap<String, usize>,
    types: BTreeMap<String, BTreeSet<JsonType>>,
    fields: BTreeMap<Field, bool>,
    skipped: BTreeMap<Skip, usize>,
    exchanges: usize,
}

#[derive(Debug)]
struct Counted {
    seen: usize,
    difference: Difference,
}

impl Findings {
    /// Adds an exchange.
    pub(crate) fn add(&mut self, notes: Notes) {
        self.exchanges += 1;
        for (key, difference) in notes.differences {
            match self.differences.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(Counted {
                        seen: 1,
                        difference,
                    });
                }
                Entry::Occupied(mut entry) => {
                    let counted = entry.get_mut();
                    counted.seen += 1;
                    counted.difference.fixes.extend(difference.fixes);
                }
            }
        }
        for place in notes.visited {
            *self.visited.entry(place).or_default() += 1;
        }
        for (place, types) in notes.types {
            self.types.entry(place).or_default().extend(types);
        }
        for (field, is_there) in notes.fields {
            *self.fields.entry(field).or_default() |= is_there;
        }
    }

    /// Counts an exchange or a body that is not compared.
    pub(crate) fn skip(&mut self, reason: Skip) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Returns the rows, and the overlay actions that end the differences.
    pub(crate) fn observation(self, document: &Value) -> Observation {
        let mut plan = overlay::Plan::new(document);
        let mut rows = Vec::new();
        for ((kind, place), counted) in &self.differences {
            let Counted { seen, difference } = counted;
            let row = Row {
                kind: *kind,
                place: place.clone(),
                seen: *seen,
                of: self.of(&difference.within),
                example: difference.example.clone(),
            };
            plan.add(&row, &difference.fixes, self.types.get(place));
            rows.push(row);
        }
        Observation {
            rows,
            never_seen: self.never_seen(),
            skipped: self.skipped,
            exchanges: self.exchanges,
            steps: plan.finish(),
        }
    }

    fn never_seen(&self) -> Vec<Row> {
        let absent = self.fields.iter().filter(|(_, is_there)| !**is_there);
        let rows = absent.map(|(field, _)| Row {
            kind: Kind::NeverSeen,
            place: format!("{}.{}", field.object, field.name),
            seen: 0,
            of: self.of(&field.object),
            example: "absent".to_owned(),
        });
        // Those that are required have a row already.
        let has_row = |row: &Row| {
            let key = (Kind::MissingRequired, row.place.clone());
            self.differences.contains_key(&key)
        };
        rows.filter(|row| !has_row(row)).collect()
    }

    /// Returns the number of exchanges with a place; the empty place is in all of them.
    fn of(&self, place: &str) -> usize {
        if place.is_empty() {
            return self.exchanges;
        }
        self.visited.get(place).copied().unwrap_or_default()
    }
}
