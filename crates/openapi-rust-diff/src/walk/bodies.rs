//! Request bodies, and the content types of request and response bodies.

use super::change::{Directions, Holder};
use super::kind::{BodyChange, ContentChange, Presence};
use super::pair::Pair;
use super::place::Place;
use super::set_difference::SetDifference;
use super::walker::{Walk, is_required};
use serde_json::Value;

impl<'a> Walk<'a> {
    pub(super) fn request_body(&mut self, pair: Pair<'a>, place: &Place<'a>) {
        let place = place.clone().directions(Directions::REQUEST);
        let pair = self.resolved(pair, &place);
        if let Some(presence) = Presence::of(pair) {
            let required = is_required(pair.old.or(pair.new));
            self.report(&place, BodyChange::Presence { presence, required });
            return;
        }
        if !self.are_objects(pair, &place, "body") {
            return;
        }
        for key in pair.keys() {
            match key {
                "required" => {
                    self.required_flag(pair, &place, |now| BodyChange::Required { now }.into());
                }
                "content" => self.content(pair.get(key), &place.at(key), Holder::RequestBody),
                _ => self.member(pair, &place, key),
            }
        }
    }

    pub(super) fn content(&mut self, pair: Pair<'a>, place: &Place<'a>, holder: Holder) {
        let content_types = |value: Option<&'a Value>| -> Vec<&'a str> {
            let members = value.and_then(Value::as_object).into_iter().flatten();
            members
                .map(|(content_type, _)| content_type.as_str())
                .collect()
        };
        if !self.have_members(pair, place, "content") {
            return;
        }
        let difference = SetDifference::of(&content_types(pair.old), &content_types(pair.new));
        if let ([from], [to]) = (difference.removed.as_slice(), difference.added.as_slice()) {
            self.replaced_content(pair, &place.at(to), holder, (from, to));
        } else {
            for (presence, content_types) in [
                (Presence::Removed, difference.removed),
                (Presence::Added, difference.added),
            ] {
                for content_type in content_types {
                    let change = ContentChange::Presence {
                        presence,
                        content_type: content_type.to_owned(),
                    };
                    self.report(&place.at(content_type), change);
                }
            }
        }
        for content_type in difference.common {
            self.media(pair.get(content_type), &place.at(content_type), holder);
        }
    }

    fn replaced_content(
        &mut self,
        content: Pair<'a>,
        place: &Place<'a>,
        holder: Holder,
        (from, to): (&str, &str),
    ) {
        let change = ContentChange::Replaced {
            from: from.to_owned(),
            to: to.to_owned(),
        };
        self.report(place, change);
        let media = Pair {
            old: content.old.and_then(|all| all.get(from)),
            new: content.new.and_then(|all| all.get(to)),
        };
        self.media(media, place, holder);
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
}
