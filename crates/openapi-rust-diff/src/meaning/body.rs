//! Request bodies, and the content types of request and response bodies.

use super::clients::Clients;
use super::effect::Effect;
use super::excerpt::excerpt;
use super::response::result_change;
use crate::walk::{BodyChange, Change, ContentChange, Directions, Presence};

pub(super) fn effect(kind: &BodyChange) -> Effect {
    match kind {
        BodyChange::Presence {
            presence: Presence::Added,
            required: true,
        } => Effect::breaking(
            "required body added",
            "new methods `body` and `body_map`; a call that sets nothing may be refused",
        )
        .touching(),
        BodyChange::Presence {
            presence: Presence::Added,
            required: false,
        } => Effect::additive(
            "optional body added",
            "new methods `body` and `body_map`; a call that sets nothing goes on",
        )
        .touching(),
        BodyChange::Presence {
            presence: Presence::Removed,
            ..
        } => Effect::breaking(
            "body removed",
            "methods `body` and `body_map` go: callers that set it stop compiling",
        )
        .touching(),
        BodyChange::Required { now: true } => Effect::breaking(
            "becomes required",
            "callers compile, and a call that sets nothing of it may be refused",
        ),
        BodyChange::Required { now: false } => {
            Effect::additive("becomes optional", "a call may set nothing of it")
        }
    }
}

pub(super) fn content_effect(
    clients: Clients<'_>,
    change: &Change<'_>,
    kind: &ContentChange,
) -> Effect {
    let is_response = change.directions == Directions::RESPONSE;
    match kind {
        ContentChange::Presence {
            presence,
            content_type,
        } => {
            let what = format!("{} {presence}", excerpt(content_type));
            if is_response {
                response_content(clients, change, what, *presence)
            } else {
                Effect::breaking(
                    what,
                    "no client can be made unless a body has one content type",
                )
                .touching()
            }
        }
        ContentChange::Replaced { from, to } => {
            let what = format!("{} → {}", excerpt(from), excerpt(to));
            if essence(from) == essence(to) {
                Effect::neutral(what, "no change: JSON and forms are UTF-8 anyway")
            } else if is_response {
                match result_change(clients, change) {
                    Some(result) => {
                        Effect::breaking(what, format!("{result}: callers stop compiling"))
                            .touching()
                    }
                    None => {
                        Effect::breaking(what, "the answer is of the same type and in another form")
                    }
                }
            } else {
                replaced_request_content(what, from, to)
            }
        }
    }
}

fn response_content(
    clients: Clients<'_>,
    change: &Change<'_>,
    what: String,
    presence: Presence,
) -> Effect {
    match (result_change(clients, change), presence) {
        (Some(result), _) => {
            Effect::breaking(what, format!("{result}: callers stop compiling")).touching()
        }
        (None, Presence::Added) => Effect::additive(what, "the client asks for JSON as before"),
        (None, Presence::Removed) => Effect::neutral(what, "the client never asked for it"),
    }
}

fn replaced_request_content(what: String, from: &str, to: &str) -> Effect {
    match (BodyArgument::of(from), BodyArgument::of(to)) {
        (was, Some(is)) if was == Some(is) => {
            Effect::breaking(what, "the body is set as before and sent in another form")
        }
        (_, Some(is)) => {
            let accepted = match is {
                BodyArgument::Type => "a type",
                BodyArgument::Bytes => "bytes",
                BodyArgument::Text => "text",
            };
            Effect::breaking(
                what,
                format!("`body` takes {accepted}: callers stop compiling"),
            )
            .touching()
        }
        (_, None) => Effect::breaking(what, "no client can be made of such a body").touching(),
    }
}

/// Returns a content type without the encoding that is its default.
fn essence(content_type: &str) -> String {
    let lower = content_type.to_ascii_lowercase();
    let parts = lower.split(';').map(str::trim);
    let parts = parts.filter(|part| !matches!(*part, "charset=utf-8" | "charset=\"utf-8\""));
    parts.collect::<Vec<_>>().join(";")
}

/// The argument of the builder's method `body`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyArgument {
    Type,
    Bytes,
    Text,
}

impl BodyArgument {
    /// Returns `None` for a content type that progenitor rejects.
    fn of(content_type: &str) -> Option<Self> {
        match content_type.split(';').next().unwrap_or_default().trim() {
            "application/json" | "application/x-www-form-urlencoded" => Some(Self::Type),
            "application/octet-stream" => Some(Self::Bytes),
            "text/plain" | "text/x-markdown" => Some(Self::Text),
            _ => None,
        }
    }
}
