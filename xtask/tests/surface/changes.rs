//! Where two surfaces differ.

use crate::read::{Entry, Surface};
use std::collections::BTreeSet;
use std::fmt;

/// A place of a surface: an item, or a member of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub item: String,
    /// The field's, variant's or method's name; none where the item itself is meant.
    pub member: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.item)?;
        self.member
            .iter()
            .try_for_each(|member| write!(f, ".{member}"))
    }
}

/// What differs between two surfaces.
#[derive(Debug, Default)]
pub struct Changes {
    /// Names and signatures: what callers compile against.
    pub signatures: BTreeSet<Place>,
    /// What the compiler does not hold callers to: names on the wire, what may be left out, traits.
    pub others: BTreeSet<Place>,
}

impl Changes {
    pub fn between(old: &Surface, new: &Surface) -> Self {
        let mut changes = Self::default();
        let none = Entry::default();
        let names: BTreeSet<&String> = old.items.keys().chain(new.items.keys()).collect();
        for name in names {
            let of =
                |surface: &'_ Surface| surface.items.get(name).cloned().unwrap_or(none.clone());
            changes.item(name, &of(old), &of(new));
        }
        changes
    }

    fn item(&mut self, name: &str, old: &Entry, new: &Entry) {
        let place = |member: Option<&str>| Place {
            item: name.to_owned(),
            member: member.map(str::to_owned),
        };
        // A SID's letters are a value and no signature.
        let kind = |entry: &Entry| entry.kind.split('"').next().map(str::to_owned);
        // Conversions are told of one of two types, and come and go with either.
        let traits = |entry: &Entry| -> BTreeSet<String> {
            let all = entry
                .traits
                .iter()
                .filter(|name| !name.contains("From<") && !name.contains("Into<"));
            all.cloned().collect()
        };
        if kind(old) != kind(new) {
            self.signatures.insert(place(None));
        } else if traits(old) != traits(new) || old.kind != new.kind {
            self.others.insert(place(None));
        }
        for member in old.members.keys().chain(new.members.keys()) {
            let (old, new) = (old.members.get(member), new.members.get(member));
            let place = place(Some(member.name()));
            if old.map(|said| &said.signature) != new.map(|said| &said.signature) {
                self.signatures.insert(place);
            } else if old != new {
                self.others.insert(place);
            }
        }
    }
}
