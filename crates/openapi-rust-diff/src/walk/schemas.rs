//! Schemas, keyword by keyword.

use super::change::{Holder, Kind, Pair, Slot, Turn};
use super::place::Place;
use super::{Sorted, Walk, is_documentation, is_open, reference, schema_name};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

impl<'a> Walk<'a> {
    /// Schema components that went while one that says the same came, by their old names.
    pub(super) fn renamed_components(&self) -> BTreeMap<&'a str, &'a str> {
        let components = |document: &'a Value| {
            let all = document.pointer("/components/schemas");
            all.and_then(Value::as_object)
        };
        let (Some(old), Some(new)) = (components(self.old), components(self.new)) else {
            return BTreeMap::new();
        };
        // The names of each schema that went, and of each that came.
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

    pub(super) fn schema_components(&mut self, all: Pair<'a>, place: &Place<'a>) {
        let targets: BTreeSet<&str> = self.renamed.values().copied().collect();
        for name in all.keys() {
            let reached = self.reach.get(name);
            let place = place.at(name).shown(name).travelling(reached.directions);
            let place = place.open(!reached.closed);
            let pair = all.get(name);
            match (pair.old, pair.new) {
                (Some(old), Some(new)) => {
                    let slot = Slot {
                        holder: Holder::Component,
                        name: name.to_owned(),
                        old,
                        new,
                        within: Vec::new(),
                    };
                    self.schema(pair, &place.holding(slot));
                }
                (Some(schema), None) => match self.renamed.get(name) {
                    Some(to) => {
                        let now = all.new.and_then(|all| all.get(*to)).unwrap_or(schema);
                        let directions = reached.directions.or(self.reach.get(to).directions);
                        let kind = Kind::ComponentRenamed {
                            from: name.to_owned(),
                            to: (*to).to_owned(),
                            schema: (schema, now),
                        };
                        let place = Place::new(name, &["components", "schemas", to]);
                        self.tell(&place.travelling(directions), kind);
                    }
                    None => {
                        let turn = Turn::Removed;
                        self.tell(&place, Kind::Component { turn, schema });
                    }
                },
                (None, Some(schema)) => {
                    if !targets.contains(name) {
                        let turn = Turn::Added;
                        self.tell(&place, Kind::Component { turn, schema });
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// A schema that both have.
    pub(super) fn schema(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let (Some(old), Some(new)) = (pair.old, pair.new) else {
            return;
        };
        if old == new {
            return;
        }
        if !old.is_object() || !new.is_object() {
            self.tell(place, Kind::Schema(pair));
            return;
        }
        match (reference(old), reference(new)) {
            (None, None) => {}
            (Some(was), Some(is)) if was == is => {
                // What stands beside a reference counts for nothing.
                for key in pair.keys() {
                    if pair.get(key).differs() {
                        let key = key.to_owned();
                        self.tell(&place.at(&key), Kind::Spelling { key });
                    }
                }
                return;
            }
            (Some(was), Some(is)) => {
                let renamed = schema_name(was).and_then(|name| self.renamed.get(name));
                if renamed.copied() != schema_name(is) || renamed.is_none() {
                    self.tell(place, Kind::Schema(pair));
                }
                return;
            }
            _ => {
                self.tell(place, Kind::Schema(pair));
                return;
            }
        }
        let kinds = pair.get("type");
        if kinds.old.is_some() && kinds.new.is_some() && kinds.differs() {
            // The other keywords belong to the one type or to the other.
            self.tell(place, Kind::Schema(pair));
            return;
        }
        let open = is_open(self.old, old) && is_open(self.new, new);
        for key in pair.keys() {
            let member = pair.get(key);
            if member.differs() {
                self.keyword(key, member, pair, &place.clone().open(open || place.open));
            }
        }
    }

    fn keyword(&mut self, key: &str, member: Pair<'a>, schema: Pair<'a>, place: &Place<'a>) {
        let are = |check: fn(&Value) -> bool| {
            member.old.is_some_and(check) && member.new.is_some_and(check)
        };
        let here = place.within(key);
        match key {
            "properties" | "required" | "additionalProperties" if is_no_object(schema) => {
                let key = key.to_owned();
                self.tell(&here, Kind::Spelling { key });
            }
            "properties" if are(Value::is_object) => self.properties(member, schema, place),
            "required" if is_names(member.old) && is_names(member.new) => {
                self.required(member, schema, place);
            }
            "enum" if are(Value::is_array) => self.values(member, &here),
            "items" if are(Value::is_object) => self.schema(member, &here.member("[]")),
            "additionalProperties" if are(Value::is_object) => {
                self.schema(member, &here.member("{}"));
            }
            "not" if are(Value::is_object) => self.schema(member, &here.member(" not")),
            "allOf" | "anyOf" | "oneOf" if are(Value::is_array) => self.parts(key, member, &here),
            _ if is_documentation(key) => {
                let key = key.to_owned();
                self.tell(&here, Kind::Documentation { key });
            }
            _ => {
                let key = key.to_owned();
                self.tell(&here, Kind::Keyword { key, pair: member });
            }
        }
    }

    fn properties(&mut self, all: Pair<'a>, schema: Pair<'a>, place: &Place<'a>) {
        let names = |value: Option<&'a Value>| -> Vec<&'a str> {
            let members = value.and_then(Value::as_object);
            members
                .into_iter()
                .flat_map(|all| all.keys())
                .map(String::as_str)
                .collect()
        };
        let mut sorted = Sorted::of(&names(all.old), &names(all.new));
        if sorted.gone.is_empty() && sorted.came.is_empty() && sorted.both.is_empty() {
            // An empty list says what none says.
            let key = "properties".to_owned();
            self.tell(&place.at(&key), Kind::Spelling { key });
        }
        let at = |name: &str| place.at("properties").at(name).member(&format!(".{name}"));
        let required = Required::of(schema);
        if let ([from], [to]) = (sorted.gone.as_slice(), sorted.came.as_slice())
            && all.old.and_then(|all| all.get(*from)) == all.new.and_then(|all| all.get(*to))
            && required.old.contains(from) == required.new.contains(to)
        {
            let kind = Kind::PropertyRenamed {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
            };
            self.tell(&at(to), kind);
            sorted.gone.clear();
            sorted.came.clear();
        }
        for (turn, names, properties, around) in [
            (Turn::Removed, &sorted.gone, all.old, &required.old),
            (Turn::Added, &sorted.came, all.new, &required.new),
        ] {
            for name in names {
                if let Some(schema) = properties.and_then(|all| all.get(*name)) {
                    let kind = Kind::Property {
                        turn,
                        required: around.contains(name),
                        schema,
                    };
                    self.tell(&at(name), kind);
                }
            }
        }
        for name in sorted.both {
            let pair = all.get(name);
            if let Some(place) = property(at(name), name, pair, &required) {
                self.schema(pair, &place.open(false));
            }
        }
    }

    fn required(&mut self, all: Pair<'a>, schema: Pair<'a>, place: &Place<'a>) {
        let names = |value: Option<&'a Value>| -> Vec<&'a str> {
            let items = value.and_then(Value::as_array);
            items
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect()
        };
        let sorted = Sorted::of(&names(all.old), &names(all.new));
        let is_same = sorted.gone.is_empty() && sorted.came.is_empty();
        if sorted.is_repeated || (is_same && all.old.is_some() != all.new.is_some()) {
            let key = "required".to_owned();
            self.tell(&place.at(&key), Kind::Spelling { key });
        }
        let required = Required::of(schema);
        for (now, names) in [(false, sorted.gone), (true, sorted.came)] {
            for name in names {
                let pair = schema.get("properties").get(name);
                let is_told = pair.old.is_some() != pair.new.is_some();
                let at = place.at("required").member(&format!(".{name}"));
                if pair.old.is_none() && pair.new.is_none() {
                    // The property is another part's, or nobody's.
                    self.tell(&at, Kind::Required { now });
                } else if !is_told && let Some(place) = property(at, name, pair, &required) {
                    self.tell(&place, Kind::Required { now });
                }
            }
        }
    }

    fn values(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let values = |value: Option<&'a Value>| -> Vec<&'a Value> {
            value
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .collect()
        };
        let sorted = Sorted::of(&values(pair.old), &values(pair.new));
        if sorted.is_repeated {
            let key = "enum".to_owned();
            self.tell(place, Kind::Spelling { key });
        }
        let open = place.open;
        for (turn, values) in [(Turn::Removed, sorted.gone), (Turn::Added, sorted.came)] {
            for value in values {
                self.tell(place, Kind::EnumValue { turn, value, open });
            }
        }
    }

    fn parts(&mut self, of: &str, pair: Pair<'a>, place: &Place<'a>) {
        let parts = |value: Option<&'a Value>| -> Vec<&'a Value> {
            value
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .collect()
        };
        let (old, new) = (parts(pair.old), parts(pair.new));
        if old.len() == new.len() {
            for (index, (old, new)) in old.into_iter().zip(new).enumerate() {
                let shown = if pair.new.and_then(Value::as_array).map(Vec::len) == Some(1) {
                    String::new()
                } else {
                    format!(" {of} {}", index + 1)
                };
                let place = place.within(&index.to_string()).member(&shown);
                self.schema(Pair::both(old, new), &place);
            }
            return;
        }
        let sorted = Sorted::of(&old, &new);
        if sorted.gone.is_empty() && sorted.came.is_empty() {
            let key = of.to_owned();
            self.tell(place, Kind::Keyword { key, pair });
        }
        for (turn, parts) in [(Turn::Removed, sorted.gone), (Turn::Added, sorted.came)] {
            // Several parts are one row, which names none of them.
            if !parts.is_empty() {
                let of = of.to_owned();
                self.tell(place, Kind::Part { turn, of });
            }
        }
    }
}

/// The place of a property that both have.
fn property<'a>(
    place: Place<'a>,
    name: &str,
    pair: Pair<'a>,
    required: &Required<'_>,
) -> Option<Place<'a>> {
    let slot = Slot {
        holder: Holder::Property {
            required: (required.old.contains(name), required.new.contains(name)),
        },
        name: name.to_owned(),
        old: pair.old?,
        new: pair.new?,
        within: Vec::new(),
    };
    Some(place.holding(slot))
}

/// Whether a schema's type says that nothing of an object matters.
fn is_no_object(schema: Pair<'_>) -> bool {
    let kind = schema.get("type");
    let is_other = |kind: Option<&Value>| kind.is_some_and(|kind| kind != "object");
    is_other(kind.old) && is_other(kind.new)
}

/// The names that a schema requires, before and now.
struct Required<'a> {
    old: HashSet<&'a str>,
    new: HashSet<&'a str>,
}

impl<'a> Required<'a> {
    fn of(schema: Pair<'a>) -> Self {
        let names = |names: Option<&'a Value>| {
            let names = names.and_then(Value::as_array).into_iter().flatten();
            names.filter_map(Value::as_str).collect()
        };
        let all = schema.get("required");
        Self {
            old: names(all.old),
            new: names(all.new),
        }
    }
}

/// Whether a member is missing, or a list of texts.
fn is_names(value: Option<&Value>) -> bool {
    value.is_none_or(|value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    })
}
