//! What an operation is sent and what it answers: bodies, statuses, headers.

use super::change::{Directions, Holder, Kind, Pair, Turn};
use super::place::Place;
use super::{Sorted, Walk};
use serde_json::Value;

impl<'a> Walk<'a> {
    pub(super) fn body(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let place = place.clone().travelling(Directions::REQUEST);
        let pair = self.resolved(pair, &place);
        let is_required = |body: Option<&Value>| {
            body.and_then(|body| body.get("required")) == Some(&Value::Bool(true))
        };
        let turn = match (pair.old, pair.new) {
            (Some(_), None) => Some(Turn::Removed),
            (None, Some(_)) => Some(Turn::Added),
            _ => None,
        };
        if let Some(turn) = turn {
            let required = is_required(pair.old.or(pair.new));
            self.tell(&place, Kind::Body { turn, required });
            return;
        }
        if !self.are_objects(pair, &place, "body") {
            return;
        }
        for key in pair.keys() {
            match key {
                "required" => {
                    self.required_flag(pair, &place, |now| Kind::BodyRequired { now });
                }
                "content" => self.content(pair.get(key), &place.at(key), Holder::Body),
                _ => self.member(pair, &place, key),
            }
        }
    }

    fn content(&mut self, pair: Pair<'a>, place: &Place<'a>, holder: Holder) {
        let keys = |value: Option<&'a Value>| -> Vec<&'a str> {
            let members = value.and_then(Value::as_object);
            members
                .into_iter()
                .flat_map(|all| all.keys())
                .map(String::as_str)
                .collect()
        };
        if !self.have_members(pair, place, "content") {
            return;
        }
        let mut sorted = Sorted::of(&keys(pair.old), &keys(pair.new));
        let media = |content: Option<&'a Value>, key: &str| content.and_then(|all| all.get(key));
        if let ([from], [to]) = (sorted.gone.as_slice(), sorted.came.as_slice()) {
            let kind = Kind::ContentReplaced {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
            };
            self.tell(&place.at(to), kind);
            let pair = Pair {
                old: media(pair.old, from),
                new: media(pair.new, to),
            };
            self.media(pair, &place.at(to), holder);
            sorted.gone.clear();
            sorted.came.clear();
        }
        for (turn, all) in [(Turn::Removed, sorted.gone), (Turn::Added, sorted.came)] {
            for content in all {
                let place = place.at(content);
                let content = content.to_owned();
                self.tell(&place, Kind::Content { turn, content });
            }
        }
        for content in sorted.both {
            self.media(pair.get(content), &place.at(content), holder);
        }
    }

    fn media(&mut self, pair: Pair<'a>, place: &Place<'a>, holder: Holder) {
        if !self.are_objects(pair, place, "content") {
            return;
        }
        for key in pair.keys() {
            match key {
                "schema" => self.held_schema(pair, place, holder, ""),
                _ => self.member(pair, place, key),
            }
        }
    }

    pub(super) fn responses(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let place = place.clone().travelling(Directions::RESPONSE);
        if !self.are_objects(pair, &place, "responses") {
            return;
        }
        for status in pair.keys() {
            let pair = pair.get(status);
            if status.starts_with("x-") {
                if pair.differs() {
                    let key = status.to_owned();
                    self.tell(&place.at(status), Kind::Member { key, pair });
                }
                continue;
            }
            let place = place.at(status).part(status);
            let turn = match (pair.old, pair.new) {
                (Some(_), None) => Some(Turn::Removed),
                (None, Some(_)) => Some(Turn::Added),
                _ => None,
            };
            if let Some(turn) = turn {
                let status = status.to_owned();
                self.tell(&place, Kind::Status { turn, status });
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
                "content" => self.content(member, &place.at(key), Holder::Answer),
                "headers" => self.headers(member, &place.at(key)),
                _ => self.member(pair, place, key),
            }
        }
    }

    fn headers(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        if !self.have_members(pair, place, "headers") {
            return;
        }
        for name in pair.keys() {
            let place = place.at(name).part(&format!("header {name}"));
            let header = self.resolved(pair.get(name), &place);
            let turn = match (header.old, header.new) {
                (Some(_), None) => Some(Turn::Removed),
                (None, Some(_)) => Some(Turn::Added),
                _ => None,
            };
            if let Some(turn) = turn {
                self.tell(&place, Kind::Header(turn));
                continue;
            }
            if !self.are_objects(header, &place, name) {
                continue;
            }
            for key in header.keys() {
                match key {
                    "required" => {
                        self.required_flag(header, &place, |now| Kind::HeaderRequired { now });
                    }
                    "schema" => self.held_schema(header, &place, Holder::Header, name),
                    _ => self.member(header, &place, key),
                }
            }
        }
    }
}
