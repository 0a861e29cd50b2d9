//! The responses of an operation and their headers.

use super::change::{Directions, Holder};
use super::kind::{Presence, ResponseChange};
use super::pair::Pair;
use super::paired::Paired;
use super::place::Place;
use super::walker::Walk;
use serde_json::Value;

impl<'a> Walk<'a> {
    pub(super) fn responses(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let place = place.clone().directions(Directions::RESPONSE);
        if !self.are_objects(pair, &place, "responses") {
            return;
        }
        for status in pair.keys() {
            let pair = pair.get(status);
            if status.starts_with("x-") {
                if pair.differs() {
                    self.report_member(&place.at(status), status, pair);
                }
                continue;
            }
            let place = place.at(status).part(status);
            if let Some(presence) = Presence::of(pair) {
                let status = status.to_owned();
                self.report(&place, ResponseChange::Status { presence, status });
            } else {
                let pair = self.resolved(pair, &place);
                self.response(pair, &place);
            }
        }
    }

    fn response(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.are_objects(pair, place, "response") {
            return;
        }
        for key in pair.keys() {
            let member = pair.get(key);
            match key {
                "content" => self.content(member, &place.at(key), Holder::ResponseBody),
                "headers" => self.headers(member, &place.at(key)),
                _ => self.member(pair, place, key),
            }
        }
    }

    fn headers(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.have_members(pair, place, "headers") {
            return;
        }
        let names = |value: Option<&'a Value>| -> Vec<&'a String> {
            let members = value.and_then(Value::as_object).into_iter();
            members.flat_map(|all| all.keys()).collect()
        };
        // Case has no meaning in a header's name.
        let names = Paired::by(names(pair.old), names(pair.new), |name| {
            Some(name.to_ascii_lowercase())
        });
        let both = names
            .pairs
            .into_iter()
            .map(|(was, is)| (Some(was), Some(is)));
        let removed = names.old.into_iter().map(|was| (Some(was), None));
        let added = names.new.into_iter().map(|is| (None, Some(is)));
        for (was, is) in both.chain(removed).chain(added) {
            let Some(name) = is.or(was) else { continue };
            let place = place.at(name).part(&format!("header {name}"));
            let header = Pair {
                old: was.and_then(|was| pair.old?.get(was)),
                new: is.and_then(|is| pair.new?.get(is)),
            };
            if was.is_some_and(|was| was != name) {
                self.report_notation(&place, name);
            }
            let header = self.resolved(header, &place);
            if let Some(presence) = Presence::of(header) {
                self.report(&place, ResponseChange::Header(presence));
                continue;
            }
            if !self.are_objects(header, &place, name) {
                continue;
            }
            for key in header.keys() {
                match key {
                    "required" => self.required_flag(header, &place, |now| {
                        ResponseChange::HeaderRequired { now }.into()
                    }),
                    "schema" => self.held_schema(header, &place, Holder::ResponseHeader, name),
                    _ => self.member(header, &place, key),
                }
            }
        }
    }
}
