//! Components: schemas and all others.

use super::change::{Holder, SchemaContext, Section};
use super::kind::{DocumentChange, MemberChange, Presence, SchemaChange};
use super::pair::Pair;
use super::place::Place;
use super::walker::Walk;
use serde_json::Value;

impl<'a> Walk<'a> {
    pub(super) fn components(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.have_members(pair, place, "components") {
            return;
        }
        for section in pair.keys() {
            let place = place.at(section).section(Section::Components);
            let all = pair.get(section);
            if !self.have_members(all, &place, section) {
                continue;
            }
            for name in all.keys() {
                let pair = all.get(name);
                if section == "schemas" {
                    self.schema_component(name, pair, all, &place.at(name).label(name));
                } else if pair.differs() {
                    let place = place.at(name).label(format!("{section} {name}"));
                    self.other_component(section, name, pair, &place);
                }
            }
        }
    }

    fn schema_component(&mut self, name: &str, pair: Pair<'a>, all: Pair<'a>, place: &Place<'a>) {
        let reached = self.reach.get(name);
        let place = place.clone().directions(reached.directions);
        let place = place.open(!reached.closed);
        let (presence, schema) = match (pair.old, pair.new) {
            (Some(old), Some(new)) => {
                let context = SchemaContext {
                    holder: Holder::Component,
                    name: name.to_owned(),
                    old,
                    new,
                    path: Vec::new(),
                };
                return self.schema(pair, &place.context(context));
            }
            (Some(schema), None) => match self.renamed.get(name) {
                Some(to) => return self.renamed_component((name, *to), schema, all),
                None => (Presence::Removed, schema),
            },
            (None, Some(_)) if self.renamed_to.contains(name) => return,
            (None, Some(schema)) => (Presence::Added, schema),
            (None, None) => return,
        };
        let change = SchemaChange::Component {
            presence,
            name: name.to_owned(),
            schema,
        };
        self.report(&place, change);
    }

    fn renamed_component(&mut self, (from, to): (&str, &'a str), old: &'a Value, all: Pair<'a>) {
        let new = all.new.and_then(|all| all.get(to)).unwrap_or(old);
        let directions = self.reach.get(from).directions;
        let directions = directions.or(self.reach.get(to).directions);
        let change = SchemaChange::ComponentRenamed {
            from: from.to_owned(),
            to: to.to_owned(),
            schemas: (old, new),
        };
        let place = Place::new(from, Section::Components, &["components", "schemas", to]);
        self.report(&place.directions(directions), change);
    }

    fn other_component(&mut self, section: &str, name: &str, pair: Pair<'a>, place: &Place<'a>) {
        let key = name.to_owned();
        match section {
            "securitySchemes" => self.security_scheme(name, pair, place),
            "examples" => self.report(place, MemberChange::Documentation { key }),
            // The operations that refer to the component report its changes.
            "parameters" | "responses" | "requestBodies" | "headers"
                if self
                    .reach
                    .referenced
                    .contains(&format!("#/components/{section}/{name}")) => {}
            _ => self.report_member(place, name, pair),
        }
    }

    fn security_scheme(&mut self, name: &str, pair: Pair<'a>, place: &Place<'a>) {
        if Presence::of(pair).is_some() {
            let key = name.to_owned();
            self.report(place, DocumentChange::SecurityScheme { key, pair });
            return;
        }
        if !self.are_objects(pair, place, name) {
            return;
        }
        for member in pair.keys() {
            let pair = pair.get(member);
            if pair.differs() {
                let place = place.at(member);
                let key = member.to_owned();
                if key == "description" {
                    self.report(&place, MemberChange::Documentation { key });
                } else {
                    self.report(&place, DocumentChange::SecurityScheme { key, pair });
                }
            }
        }
    }
}
