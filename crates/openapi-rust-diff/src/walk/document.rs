//! What a description says of the whole: its version, servers, security, and its components.

use super::change::{Kind, Pair, Turn};
use super::place::Place;
use super::{Sorted, Walk};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

impl<'a> Walk<'a> {
    pub(super) fn document(&mut self) {
        let pair = Pair::both(self.old, self.new);
        let place = Place::new("description", &[]);
        for key in pair.keys() {
            match key {
                "openapi" => {
                    let pair = pair.get(key);
                    if pair.differs() {
                        self.tell(&place.at(key), Kind::Version(pair));
                    }
                }
                "info" => self.info(pair.get(key), &place.at(key)),
                "servers" => self.servers(pair.get(key), &place.at(key)),
                "security" => self.security(pair.get(key), &place.at(key)),
                "paths" => self.paths(pair.get(key), &place.at(key)),
                "components" => self.components(pair.get(key), &place.at(key)),
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
                self.tell(&place.at(&key), Kind::Documentation { key });
            }
        }
    }

    pub(super) fn servers(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !pair.differs() {
            return;
        }
        let (Some(old), Some(new)) = (servers(pair.old), servers(pair.new)) else {
            let key = "servers".to_owned();
            self.tell(place, Kind::Member { key, pair });
            return;
        };
        if old.is_empty() && new.is_empty() {
            // An empty list says what none says.
            let key = "servers".to_owned();
            self.tell(place, Kind::Spelling { key });
        }
        let urls = |all: &[(&'a str, &'a Value)]| -> Vec<&'a str> {
            all.iter().map(|(url, _)| *url).collect()
        };
        let sorted = Sorted::of(&urls(&old), &urls(&new));
        for (turn, urls) in [(Turn::Removed, &sorted.gone), (Turn::Added, &sorted.came)] {
            for url in urls {
                let url = (*url).to_owned();
                self.tell(place, Kind::Server { turn, url });
            }
        }
        let first = |all: &[(&'a str, &'a Value)]| all.first().map(|(url, _)| (*url).to_owned());
        if let (Some(was), Some(is)) = (first(&old), first(&new))
            && was != is
            && sorted.both.contains(&was.as_str())
            && sorted.both.contains(&is.as_str())
        {
            self.tell(place, Kind::FirstServer { url: is });
        }
        let by_url = |all: Vec<(&'a str, &'a Value)>| all.into_iter().collect::<HashMap<_, _>>();
        let (old, new) = (by_url(old), by_url(new));
        for url in sorted.both {
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
            let key = "security".to_owned();
            self.tell(place, Kind::Member { key, pair });
            return;
        };
        let sorted = Sorted::of(&old, &new);
        let is_same = sorted.gone.is_empty() && sorted.came.is_empty();
        if sorted.is_repeated || (is_same && pair.old.is_some() != pair.new.is_some()) {
            // An empty list says what no list says.
            let key = "security".to_owned();
            self.tell(place, Kind::Spelling { key });
        }
        for (turn, ways) in [(Turn::Removed, sorted.gone), (Turn::Added, sorted.came)] {
            for way in ways {
                let kind = Kind::Security {
                    turn,
                    schemes: schemes(way),
                    alternatives: (old.len(), new.len()),
                };
                self.tell(place, kind);
            }
        }
    }

    fn components(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.have_members(pair, place, "components") {
            return;
        }
        for section in pair.keys() {
            let place = place.at(section);
            let all = pair.get(section);
            if !self.have_members(all, &place, section) {
                continue;
            }
            if section == "schemas" {
                self.schema_components(all, &place);
                continue;
            }
            for name in all.keys() {
                let place = place.at(name).shown(format!("{section} {name}"));
                self.other_component(section, name, all.get(name), &place);
            }
        }
    }

    fn other_component(&mut self, section: &str, name: &str, pair: Pair<'a>, place: &Place<'a>) {
        if !pair.differs() {
            return;
        }
        let key = name.to_owned();
        match section {
            "securitySchemes" => {
                if pair.old.is_none() || pair.new.is_none() {
                    self.tell(place, Kind::SecurityScheme { key, pair });
                } else if self.are_objects(pair, place, name) {
                    for member in pair.keys() {
                        let pair = pair.get(member);
                        if pair.differs() {
                            let key = member.to_owned();
                            let kind = if key == "description" {
                                Kind::Documentation { key }
                            } else {
                                Kind::SecurityScheme { key, pair }
                            };
                            self.tell(&place.at(member), kind);
                        }
                    }
                }
            }
            "examples" => self.tell(place, Kind::Documentation { key }),
            // Told of where they are used.
            "parameters" | "responses" | "requestBodies" | "headers"
                if self
                    .reach
                    .referenced
                    .contains(&format!("#/components/{section}/{name}")) => {}
            _ => self.tell(place, Kind::Member { key, pair }),
        }
    }
}

/// The servers with their addresses; none where they are not all different.
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

/// What a way to call without saying who calls is told as.
pub(crate) const NONE: &str = "none at all";

/// The schemes that have to be met together.
fn schemes(way: &Value) -> String {
    let Some(members) = way.as_object() else {
        return way.to_string();
    };
    if members.is_empty() {
        return NONE.to_owned();
    }
    let one = |(name, scopes): (&String, &Value)| match scopes.as_array().map(Vec::as_slice) {
        Some([]) => name.clone(),
        _ => format!("{name} {scopes}"),
    };
    members.iter().map(one).collect::<Vec<_>>().join(" with ")
}
