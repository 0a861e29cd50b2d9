//! Names for SIDs. Properties that hold one kind of SID share one component, so that the SID of an
//! answer can be a parameter of the next request.

use super::shape::Sid;
use crate::names;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The evidence about SIDs, by the property's name in snake case.
#[derive(Debug, Default)]
pub(super) struct Sids {
    seen: IndexMap<String, Seen>,
    names: HashMap<String, String>,
}

#[derive(Debug, Clone)]
struct Seen {
    /// None where the samples are of several kinds.
    sid: Option<Sid>,
    /// Whether it is a resource's own `sid`, which no other property's name shortens.
    own: bool,
}

impl Seen {
    fn prefix(&self) -> Option<&str> {
        self.sid.as_ref()?.prefix.as_deref()
    }
}

/// What a property's SID is known by: a bare `sid` is its resource's.
pub(super) fn key(component: &str, property: &str) -> (String, bool) {
    let own = property.eq_ignore_ascii_case("sid");
    let mut key = if own {
        format!("{}_sid", names::snake(component))
    } else {
        names::snake(property)
    };
    if key == "id" || key == "ids" {
        key = format!("{}_{key}", names::snake(component));
    }
    (key, own)
}

impl Sids {
    pub(super) fn see(&mut self, component: &str, property: &str, sid: &Sid) {
        let (key, own) = key(component, property);
        self.seen
            .entry(key)
            .and_modify(|seen| {
                seen.sid = seen.sid.as_ref().and_then(|one| one.merge(sid));
                seen.own |= own;
            })
            .or_insert(Seen {
                sid: Some(sid.clone()),
                own,
            });
    }

    /// Names the component of each property's SID. Returns the components with their patterns.
    pub(super) fn finalize(&mut self) -> IndexMap<String, String> {
        let aliases = self.aliases();
        let mut evidence: IndexMap<String, Option<Sid>> = IndexMap::new();
        let mut names = HashMap::new();
        for (key, seen) in &self.seen {
            let name = names::pascal(aliases.get(key).unwrap_or(key));
            evidence
                .entry(name.clone())
                .and_modify(|sid| {
                    let both = sid.as_ref().zip(seen.sid.as_ref());
                    *sid = both.and_then(|(one, two)| one.merge(two));
                })
                .or_insert_with(|| seen.sid.clone());
            names.insert(key.clone(), name);
        }
        let patterns: IndexMap<String, String> = evidence
            .into_iter()
            .filter_map(|(name, sid)| Some((name, sid?.pattern()?)))
            .collect();
        names.retain(|_, name| patterns.contains_key(name));
        self.names = names;
        patterns
    }

    /// Returns the keys that share the component of a shorter key.
    fn aliases(&self) -> HashMap<String, String> {
        let mut aliases = HashMap::new();
        let derived = || self.seen.iter().filter(|(_, seen)| !seen.own);
        // `inbound_participant_sid` is a `participant_sid` if both look alike.
        for (key, seen) in derived() {
            let looks_alike = |tail: &&str| {
                let other = self.seen.get(*tail);
                other.is_some_and(|other| other.prefix() == seen.prefix())
            };
            if let Some(shorter) = tails(key).filter(looks_alike).last() {
                aliases.insert(key.clone(), shorter.to_owned());
            }
        }
        // `inbound_resource_sid` and `outbound_resource_sid` share their last words.
        let mut families: IndexMap<(String, Option<&str>), Vec<&str>> = IndexMap::new();
        for (key, seen) in derived().filter(|(key, _)| !aliases.contains_key(*key)) {
            if let Some(family) = tails(key).last() {
                let family = (family.to_owned(), seen.prefix());
                families.entry(family).or_default().push(key);
            }
        }
        for members in families.into_values() {
            let is_free = |name: &&str| {
                !self.seen.contains_key(*name) && !aliases.values().any(|taken| taken == name)
            };
            if let Some(shared) = shared_tail(&members).filter(is_free) {
                for member in &members {
                    aliases.insert((*member).to_owned(), shared.to_owned());
                }
            }
        }
        aliases
    }

    /// Gives a component another name, because something else has its own.
    pub(super) fn rename(&mut self, name: &str, own: &str) {
        if name != own {
            for known in self.names.values_mut().filter(|known| *known == name) {
                own.clone_into(known);
            }
        }
    }

    /// The component of a property's SID.
    pub(super) fn of_property(&self, component: &str, property: &str) -> Option<&String> {
        self.names.get(&key(component, property).0)
    }

    /// The component that a path parameter's name says.
    pub(super) fn of_parameter(&self, resource: &str, name: &str) -> Option<&String> {
        self.of_property(resource, name)
    }
}

/// Returns the longest ending that several keys share.
fn shared_tail<'a>(keys: &[&'a str]) -> Option<&'a str> {
    let [first, rest @ ..] = keys else {
        return None;
    };
    let is_shared = |tail: &&str| {
        let mut rest = rest.iter();
        rest.all(|other| tails(other).any(|other| other == *tail))
    };
    tails(first).find(is_shared).filter(|_| !rest.is_empty())
}

/// The endings of a key from the second word on, longest first, down to two words.
fn tails(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('_')
        .filter_map(move |(index, _)| key.get(index + 1..))
        .filter(|tail| tail.contains('_'))
}
