//! The observations of one exchange.

use crate::kind::Kind;
use crate::overlay::Fix;
use crate::schema::JsonType;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The places that one exchange has, and its differences from the description.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) differences: BTreeMap<(Kind, String), Difference>,
    /// The operations, objects and lists that were there.
    pub(crate) visited: BTreeSet<String>,
    /// The types of the values at each place.
    pub(crate) types: BTreeMap<String, BTreeSet<JsonType>>,
    /// The documented fields of the objects in responses, and whether they were there.
    pub(crate) fields: BTreeMap<Field, bool>,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Field {
    /// The place of the object.
    pub(crate) object: String,
    pub(crate) name: String,
}

/// A difference at one place.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    /// The place of the operation, the object or the list that has the place.
    pub(crate) within: String,
    pub(crate) example: String,
    /// The changes of the description that end the difference.
    pub(crate) fixes: BTreeSet<Fix>,
}

impl Notes {
    pub(crate) fn visit(&mut self, place: &str) {
        if !self.visited.contains(place) {
            self.visited.insert(place.to_owned());
        }
    }

    /// Notes the type of a value.
    pub(crate) fn value(&mut self, place: &str, kind: JsonType) {
        match self.types.get_mut(place) {
            Some(types) => {
                types.insert(kind);
            }
            None => {
                self.types.insert(place.to_owned(), BTreeSet::from([kind]));
            }
        }
    }

    /// Notes a documented field of a response.
    pub(crate) fn field(&mut self, object: &str, name: &str, is_there: bool) {
        let field = Field {
            object: object.to_owned(),
            name: name.to_owned(),
        };
        *self.fields.entry(field).or_default() |= is_there;
    }

    /// Notes a difference. The example of the first one at a place stays.
    pub(crate) fn differ(&mut self, kind: Kind, place: &str, difference: Difference) {
        match self.differences.entry((kind, place.to_owned())) {
            Entry::Vacant(entry) => {
                entry.insert(difference);
            }
            Entry::Occupied(mut entry) => entry.get_mut().fixes.extend(difference.fixes),
        }
    }

    /// Adds the notes of a part of the exchange.
    pub(crate) fn append(&mut self, part: Self) {
        for ((kind, place), difference) in part.differences {
            self.differ(kind, &place, difference);
        }
        self.visited.extend(part.visited);
        for (place, types) in part.types {
            self.types.entry(place).or_default().extend(types);
        }
        for (field, is_there) in part.fields {
            *self.fields.entry(field).or_default() |= is_there;
        }
    }

    /// Returns how much the differences say against the branch of a schema for the value at a place. A branch for another type
    /// is the worst one.
    pub(crate) fn weight(&self, place: &str) -> usize {
        let weight = |(kind, at): &(Kind, String)| match kind {
            Kind::Type if at == place => 10_000,
            Kind::Type | Kind::Null | Kind::MissingRequired | Kind::EnumValue => 10,
            _ => 1,
        };
        self.differences.keys().map(weight).sum()
    }
}
