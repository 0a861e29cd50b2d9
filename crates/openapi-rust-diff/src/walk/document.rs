//! The description as a whole: its version, servers, security and components.

use super::change::{Change, Section};
use super::kind::{DocumentChange, MemberChange, Presence};
use super::pair::Pair;
use super::place::Place;
use super::set_difference::SetDifference;
use super::walker::Walk;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

impl<'a> Walk<'a> {
    /// Compares the descriptions and returns all changes.
    pub(super) fn changes(mut self) -> Vec<Change<'a>> {
        self.document();
        self.changes
    }

    fn document(&mut self) {
        let pair = Pair::both(self.old, self.new);
        let place = Place::new("description", Section::Root, &[]);
        for key in pair.keys() {
            let member = pair.get(key);
            match key {
                "openapi" => {
                    if member.differs() {
                        self.report(&place.at(key), DocumentChange::Version(member));
                    }
                }
                "info" => self.info(member, &place.at(key)),
                "servers" => self.servers(member, &place.at(key)),
                "security" => self.security(member, &place.at(key)),
                "paths" => self.paths(member, &place.at(key).section(Section::Paths)),
                "components" => self.components(member, &place.at(key)),
                _ => self.member(pair, &place, key),
            }
        }
    }

    fn info(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.are_objects(pair, place, "info") {
            return;
        }
        for key in pair.keys() {
            if pair.get(key).differs() {
                let key = key.to_owned();
                self.report(&place.at(&key), MemberChange::Documentation { key });
            }
        }
    }

    pub(super) fn servers(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !pair.differs() {
            return;
        }
        let (Some(old), Some(new)) = (servers(pair.old), servers(pair.new)) else {
            self.report_member(place, "servers", pair);
            return;
        };
        if old.is_empty() && new.is_empty() {
            self.report_notation(place, "servers");
        }
        let urls = |all: &[(&'a str, &'a Value)]| -> Vec<&'a str> {
            all.iter().map(|(url, _)| *url).collect()
        };
        let (old_urls, new_urls) = (urls(&old), urls(&new));
        let difference = SetDifference::of(&old_urls, &new_urls);
        for (presence, urls) in [
            (Presence::Removed, &difference.removed),
            (Presence::Added, &difference.added),
        ] {
            for url in urls {
                let url = (*url).to_owned();
                self.report(place, DocumentChange::Server { presence, url });
            }
        }
        if let (Some(was), Some(is)) = (old_urls.first(), new_urls.first())
            && was != is
            && difference.common.contains(was)
            && difference.common.contains(is)
        {
            let url = (*is).to_owned();
            self.report(place, DocumentChange::FirstServer { url });
        }
        let by_url = |all: Vec<(&'a str, &'a Value)>| all.into_iter().collect::<HashMap<_, _>>();
        let (old, new) = (by_url(old), by_url(new));
        for url in difference.common {
            let pair = Pair {
                old: old.get(url).copied(),
                new: new.get(url).copied(),
            };
            for key in pair.keys() {
                self.member(pair, place, key);
            }
        }
    }

    pub(super) fn security(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !pair.differs() {
            return;
        }
        let all = |value: Option<&'a Value>| match value {
            None => Some(Vec::new()),
            Some(value) => value.as_array().map(|all| all.iter().collect::<Vec<_>>()),
        };
        let (Some(old), Some(new)) = (all(pair.old), all(pair.new)) else {
            self.report_member(place, "security", pair);
            return;
        };
        let difference = SetDifference::of(&old, &new);
        if difference.is_repeated
            || (difference.is_empty() && pair.old.is_some() != pair.new.is_some())
        {
            self.report_notation(place, "security");
        }
        for (presence, alternatives) in [
            (Presence::Removed, difference.removed),
            (Presence::Added, difference.added),
        ] {
            for alternative in alternatives {
                let satisfies = |other: &&Value| satisfies(alternative, other);
                let change = DocumentChange::Security {
                    presence,
                    schemes: schemes(alternative),
                    alternatives: (old.len(), new.len()),
                    is_still_accepted: presence == Presence::Removed && new.iter().any(satisfies),
                };
                self.report(place, change);
            }
        }
    }
}

/// Returns the servers with their URLs. A missing list is equivalent to an empty one; `None` if a server has no URL of its
/// own.
fn servers(value: Option<&Value>) -> Option<Vec<(&str, &Value)>> {
    let Some(value) = value else {
        return Some(Vec::new());
    };
    let mut found: Vec<(&str, &Value)> = Vec::new();
    let mut seen = HashSet::new();
    for server in value.as_array()? {
        let url = server.get("url")?.as_str()?;
        if !seen.insert(url) {
            return None;
        }
        found.push((url, server));
    }
    Some(found)
}

/// Returns the schemes that one alternative requires together; `None` if it requires no credentials.
fn schemes(alternative: &Value) -> Option<String> {
    let Some(members) = alternative.as_object() else {
        return Some(alternative.to_string());
    };
    if members.is_empty() {
        return None;
    }
    let scheme = |(name, scopes): (&String, &Value)| match scopes.as_array().map(Vec::as_slice) {
        Some([]) => name.clone(),
        _ => format!("{name} {scopes}"),
    };
    Some(
        members
            .iter()
            .map(scheme)
            .collect::<Vec<_>>()
            .join(" with "),
    )
}

/// Whether credentials for one alternative satisfy another one, which requires no other schemes or scopes. An alternative
/// without credentials is satisfied by any, and is a change of its own.
fn satisfies(one: &Value, other: &Value) -> bool {
    let scopes = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let is_included = |(name, needed): (&String, &Value)| {
        let Some(granted) = one.get(name).map(scopes) else {
            return false;
        };
        scopes(needed).iter().all(|scope| granted.contains(scope))
    };
    let members = other.as_object().filter(|all| !all.is_empty());
    members.is_some_and(|members| members.iter().all(is_included))
}
