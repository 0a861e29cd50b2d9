//! The version of OpenAPI, servers and security.

use super::effect::Effect;
use super::excerpt::{excerpt, member_change};
use crate::walk::{Change, DocumentChange, Pair, Presence, Section};
use serde_json::Value;

pub(super) fn effect(change: &Change<'_>, kind: &DocumentChange<'_>) -> Effect {
    match kind {
        DocumentChange::Version(pair) => version(*pair),
        DocumentChange::Server { presence, url } => server(change.section, *presence, url),
        DocumentChange::FirstServer { url } => Effect::breaking(
            format!("{} is the first server now", excerpt(url)),
            "who takes the first one asks another address",
        ),
        DocumentChange::Security {
            schemes: Some(schemes),
            is_still_accepted: true,
            ..
        } => Effect::neutral(
            format!("credentials no longer required: {schemes}"),
            "calls with them are accepted, because fewer suffice",
        ),
        DocumentChange::Security {
            presence,
            schemes: Some(schemes),
            alternatives,
            ..
        } => security(*presence, schemes, *alternatives),
        DocumentChange::Security {
            presence,
            schemes: None,
            ..
        } => no_credentials(*presence),
        DocumentChange::SecurityScheme { key, pair } => scheme(key, *pair),
    }
}

fn version(pair: Pair<'_>) -> Effect {
    let what = member_change("openapi", pair);
    let is_supported = |version: Option<&Value>| {
        let version = version.and_then(Value::as_str);
        version.is_some_and(|version| version.starts_with("3.0."))
    };
    match (is_supported(pair.old), is_supported(pair.new)) {
        (true, false) => {
            Effect::breaking(what, "the generator reads 3.0 only: no client can be made").touching()
        }
        (false, true) => Effect::additive(what, "a client can be made of it now").touching(),
        _ => Effect::neutral(what, "the generator reads both alike"),
    }
}

fn server(section: Section, presence: Presence, url: &str) -> Effect {
    let what = format!("server {} {presence}", excerpt(url));
    match (section, presence) {
        (Section::Paths | Section::Components, _) => Effect::breaking(
            what,
            "the client asks its one base URL, and this is answered elsewhere",
        ),
        (Section::Root, Presence::Added) => {
            Effect::additive(what, "a base URL more that a client can be given")
        }
        (Section::Root, Presence::Removed) => Effect::breaking(
            what,
            "a client that was given this base URL asks where nobody is said to answer",
        ),
    }
}

/// A call without credentials becomes possible or impossible.
fn no_credentials(presence: Presence) -> Effect {
    match presence {
        Presence::Added => Effect::additive(
            "credentials become optional",
            "calls need none; those that are sent do no harm",
        ),
        Presence::Removed => Effect::breaking(
            "credentials become required",
            "calls without credentials are refused",
        ),
    }
}

/// One of the alternatives for authentication changes, of which there were `old` and are `new`.
fn security(presence: Presence, schemes: &str, (old, new): (usize, usize)) -> Effect {
    match presence {
        Presence::Added if old == 0 => Effect::breaking(
            format!("credentials required: {schemes}"),
            "calls without credentials are refused",
        ),
        Presence::Added => Effect::additive(
            format!("credentials accepted: {schemes}"),
            "another way to say who calls; the former ones remain",
        ),
        Presence::Removed if new == 0 => Effect::additive(
            format!("credentials no longer required: {schemes}"),
            "calls need none; those that are sent do no harm",
        ),
        Presence::Removed => Effect::breaking(
            format!("credentials no longer accepted: {schemes}"),
            "calls with them are refused",
        ),
    }
}

fn scheme(key: &str, pair: Pair<'_>) -> Effect {
    let what = member_change(key, pair);
    if let ("flows", Some(old), Some(new)) = (key, pair.old, pair.new)
        && has_flows(new, old)
    {
        return if has_flows(old, new) {
            Effect::neutral(what, "documentation only")
        } else {
            Effect::additive(what, "the former ways to get a token remain")
        };
    }
    if pair.old.is_none() {
        Effect::additive(what, "nothing, until an operation asks for it")
    } else {
        Effect::breaking(what, "callers have to say who they are in another way")
    }
}

/// Whether OAuth flows include all flows, URLs and scopes of others. The text of a scope is documentation.
fn has_flows(all: &Value, others: &Value) -> bool {
    let is_included = |(name, flow): (&String, &Value)| {
        all.get(name)
            .is_some_and(|same| name.starts_with("x-") || has_flow(same, flow))
    };
    let others = others.as_object();
    all.is_object() && others.is_some_and(|others| others.iter().all(is_included))
}

fn has_flow(flow: &Value, other: &Value) -> bool {
    let is_included = |(key, member): (&String, &Value)| match (flow.get(key), member) {
        (Some(Value::Object(scopes)), Value::Object(others)) if key == "scopes" => {
            others.keys().all(|scope| scopes.contains_key(scope))
        }
        (same, member) => key.starts_with("x-") || same == Some(member),
    };
    let other = other.as_object();
    other.is_some_and(|other| other.iter().all(is_included))
}
