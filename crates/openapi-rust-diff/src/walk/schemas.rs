//! Schemas, keyword by keyword.

use super::all_of::are_same;
use super::change::{Holder, SchemaContext};
use super::kind::{Combinator, MemberChange, Presence, SchemaChange};
use super::pair::Pair;
use super::place::Place;
use super::reach::is_open;
use super::resolve::{reference, schema_name};
use super::set_difference::SetDifference;
use super::walker::{Walk, is_documentation};
use serde_json::Value;
use std::collections::HashSet;

impl<'a> Walk<'a> {
    /// Compares two schemas.
    pub(super) fn schema(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let (Some(old), Some(new)) = (pair.old, pair.new) else {
            return;
        };
        if old == new {
            return;
        }
        if !old.is_object() || !new.is_object() {
            self.report(place, SchemaChange::Whole(pair));
            return;
        }
        match (reference(old), reference(new)) {
            (None, None) => {}
            (Some(was), Some(is)) if was == is => {
                // Members beside a reference have no meaning.
                for key in pair.keys() {
                    if pair.get(key).differs() {
                        self.report_notation(&place.at(key), key);
                    }
                }
                return;
            }
            (Some(was), Some(is)) => {
                let renamed = schema_name(was).and_then(|name| self.renamed.get(name));
                if renamed.copied() != schema_name(is) || renamed.is_none() {
                    self.report(place, SchemaChange::Whole(pair));
                }
                return;
            }
            _ => {
                self.report(place, SchemaChange::Whole(pair));
                return;
            }
        }
        let all_of = pair.get("allOf");
        if all_of.differs() && are_same((self.old, old), (self.new, new)) {
            self.report_notation(&place.within("allOf"), "allOf");
            return;
        }
        let kinds = pair.get("type");
        if kinds.old.is_some() && kinds.new.is_some() && kinds.differs() {
            // The other keywords constrain either the old type or the new one.
            self.report(place, SchemaChange::Whole(pair));
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
            "properties" | "required" | "additionalProperties" if are_not_objects(schema) => {
                self.report_notation(&here, key);
            }
            "properties" if is_map(member.old) && is_map(member.new) => {
                self.properties(member, schema, place);
            }
            "required" if is_names(member.old) && is_names(member.new) => {
                self.required(member, schema, place);
            }
            "enum" if are(Value::is_array) => self.values(member, schema, &here),
            "items" if are(Value::is_object) => self.schema(member, &here.suffix("[]")),
            "additionalProperties" if are(Value::is_object) => {
                self.schema(member, &here.suffix("{}"));
            }
            "not" if are(Value::is_object) => self.schema(member, &here.suffix(" not")),
            _ => {
                let combinator = Combinator::of(key).filter(|_| are(Value::is_array));
                let key = key.to_owned();
                if let Some(combinator) = combinator {
                    self.parts(combinator, member, &here);
                } else if is_documentation(&key) {
                    self.report(&here, MemberChange::Documentation { key });
                } else {
                    self.report(&here, SchemaChange::Keyword { key, pair: member });
                }
            }
        }
    }

    fn properties(&mut self, all: Pair<'a>, schema: Pair<'a>, place: &Place<'a>) {
        if has_names(all.old) != has_names(all.new)
            && is_free_form(schema.old) != is_free_form(schema.new)
        {
            // The change concerns the whole schema: a struct instead of a map, or the reverse.
            let key = "properties".to_owned();
            let change = SchemaChange::Keyword { key, pair: all };
            self.report(&place.clone().keyword("properties"), change);
            if all.old.is_none() || all.new.is_none() {
                return;
            }
        }
        let names = |value: Option<&'a Value>| -> Vec<&'a str> {
            let members = value.and_then(Value::as_object);
            members
                .into_iter()
                .flat_map(|all| all.keys())
                .map(String::as_str)
                .collect()
        };
        let difference = SetDifference::of(&names(all.old), &names(all.new));
        if difference.is_empty() && difference.common.is_empty() {
            self.report_notation(&place.at("properties"), "properties");
        }
        let at = |name: &str| place.at("properties").at(name).suffix(&format!(".{name}"));
        let required = Required::of(schema);
        if let ([from], [to]) = (difference.removed.as_slice(), difference.added.as_slice())
            && all.old.and_then(|all| all.get(*from)) == all.new.and_then(|all| all.get(*to))
            && required.old.contains(from) == required.new.contains(to)
        {
            let change = SchemaChange::PropertyRenamed {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
            };
            self.report(&at(to), change);
        } else {
            for name in difference.removed.iter().chain(&difference.added) {
                self.property_presence(all.get(name), name, &required, &at(name));
            }
        }
        for name in difference.common {
            let pair = all.get(name);
            if let Some(place) = property(at(name), name, pair, &required) {
                self.schema(pair, &place.open(false));
            }
        }
    }

    /// A property that only one of both objects has.
    fn property_presence(
        &mut self,
        pair: Pair<'a>,
        name: &str,
        required: &Required<'_>,
        place: &Place<'a>,
    ) {
        let (schema, presence, required) = match (pair.old, pair.new) {
            (Some(old), None) => (old, Presence::Removed, &required.old),
            (None, Some(new)) => (new, Presence::Added, &required.new),
            _ => return,
        };
        let change = SchemaChange::Property {
            presence,
            name: name.to_owned(),
            required: required.contains(name),
            schema,
        };
        self.report(place, change);
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
        let difference = SetDifference::of(&names(all.old), &names(all.new));
        if difference.is_repeated
            || (difference.is_empty() && all.old.is_some() != all.new.is_some())
        {
            self.report_notation(&place.at("required"), "required");
        }
        let required = Required::of(schema);
        for (now, names) in [(false, difference.removed), (true, difference.added)] {
            for name in names {
                let pair = schema.get("properties").get(name);
                let at = place.at("required").suffix(&format!(".{name}"));
                if pair.old.is_none() && pair.new.is_none() {
                    // Another part of `allOf` may define the property.
                    self.report(&at, SchemaChange::Required { now });
                } else if let Some(place) = property(at, name, pair, &required) {
                    self.report(&place, SchemaChange::Required { now });
                }
            }
        }
    }

    fn values(&mut self, pair: Pair<'a>, schema: Pair<'a>, place: &Place<'a>) {
        let values = |value: Option<&'a Value>| -> Vec<&'a Value> {
            value
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .collect()
        };
        let (Some(old), Some(new)) = (schema.old, schema.new) else {
            return;
        };
        let difference = SetDifference::of(&values(pair.old), &values(pair.new));
        if difference.is_repeated {
            self.report_notation(place, "enum");
        }
        let open = place.open;
        for (presence, values, schema) in [
            (Presence::Removed, difference.removed, old),
            (Presence::Added, difference.added, new),
        ] {
            for value in values {
                let change = SchemaChange::EnumValue {
                    presence,
                    value,
                    schema,
                    open,
                };
                self.report(place, change);
            }
        }
    }

    fn parts(&mut self, combinator: Combinator, pair: Pair<'a>, place: &Place<'a>) {
        let parts = |value: Option<&'a Value>| -> Vec<&'a Value> {
            value
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .collect()
        };
        let (old, new) = (parts(pair.old), parts(pair.new));
        if old.len() == new.len() {
            let is_single = new.len() == 1;
            for (index, (old, new)) in old.into_iter().zip(new).enumerate() {
                let suffix = if is_single {
                    String::new()
                } else {
                    format!(" {combinator} {}", index + 1)
                };
                let place = place.within(&index.to_string()).suffix(&suffix);
                self.schema(Pair::both(old, new), &place);
            }
            return;
        }
        let difference = SetDifference::of(&old, &new);
        if difference.is_empty() {
            let key = combinator.to_string();
            self.report(place, SchemaChange::Keyword { key, pair });
        }
        for (presence, parts) in [
            (Presence::Removed, difference.removed),
            (Presence::Added, difference.added),
        ] {
            // Several parts are one row, which names none of them.
            if !parts.is_empty() {
                let change = SchemaChange::Part {
                    presence,
                    combinator,
                };
                self.report(place, change);
            }
        }
    }
}

/// Returns the place of a property that both objects have.
fn property<'a>(
    place: Place<'a>,
    name: &str,
    pair: Pair<'a>,
    required: &Required<'_>,
) -> Option<Place<'a>> {
    let context = SchemaContext {
        holder: Holder::Property {
            required: (required.old.contains(name), required.new.contains(name)),
        },
        name: name.to_owned(),
        old: pair.old?,
        new: pair.new?,
        path: Vec::new(),
    };
    let directions = place.directions.of_property(pair);
    Some(place.directions(directions).context(context))
}

/// Whether the type of both schemas excludes objects, so that keywords for objects have no meaning.
fn are_not_objects(schema: Pair<'_>) -> bool {
    let kind = schema.get("type");
    let is_other = |kind: Option<&Value>| kind.is_some_and(|kind| kind != "object");
    is_other(kind.old) && is_other(kind.new)
}

/// Whether a schema's member `properties` names any.
fn has_names(properties: Option<&Value>) -> bool {
    let names = properties.and_then(Value::as_object);
    names.is_some_and(|names| !names.is_empty())
}

/// Whether a schema names no properties, but allows any.
fn is_free_form(schema: Option<&Value>) -> bool {
    let member = |key: &str| schema.and_then(|schema| schema.get(key));
    !has_names(member("properties")) && member("additionalProperties") != Some(&Value::Bool(false))
}

/// Whether a value is missing or an object.
fn is_map(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_object)
}

/// The properties that the old and the new schema require.
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

/// Whether a value is missing or a list of texts.
fn is_names(value: Option<&Value>) -> bool {
    value.is_none_or(|value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    })
}
