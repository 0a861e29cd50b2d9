//! Members of any object: documentation, notation, and everything that the walk does not interpret.

use super::effect::Effect;
use super::excerpt::{excerpt, member_change};
use crate::walk::{Change, MemberChange, Pair, Section};
use serde_json::Value;

pub(super) fn effect(change: &Change<'_>, kind: &MemberChange<'_>) -> Effect {
    match kind {
        MemberChange::Documentation { key } => {
            Effect::neutral(format!("{} changed", excerpt(key)), "documentation only")
        }
        MemberChange::Notation { key } => Effect::neutral(
            format!("{} written differently", excerpt(key)),
            "no change: it says the same",
        ),
        MemberChange::Other { key, pair } => other(change, key, *pair),
    }
}

/// Members without a known meaning are assumed to break users.
fn other(change: &Change<'_>, key: &str, pair: Pair<'_>) -> Effect {
    let what = member_change(key, pair);
    if change.section == Section::Components && change.directions.is_unused() {
        return Effect::neutral(what, "no operation has it");
    }
    match key {
        _ if key.starts_with("x-") => Effect::neutral(what, "the client does not read it"),
        "callbacks" if pair.old.is_none() => Effect::additive(
            what,
            "the API may call the application, which need not answer",
        ),
        "callbacks" if undocumented(pair.old) == undocumented(pair.new) => {
            Effect::neutral(what, "documentation only")
        }
        "links" => Effect::neutral(what, "the client has no links"),
        "style" | "explode" | "allowReserved" | "allowEmptyValue" | "encoding" => {
            Effect::breaking(what, "a value is sent in another form than the API had")
        }
        "content" => {
            Effect::breaking(what, "no client can be made of a parameter with content").touching()
        }
        _ => Effect::breaking(
            what,
            "not known what this does: read the API's documentation",
        ),
    }
}

/// Returns a value without the texts that document it.
fn undocumented(value: Option<&Value>) -> Option<Value> {
    let mut value = value?.clone();
    remove_documentation(&mut value);
    Some(value)
}

fn remove_documentation(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, member| {
                let is_text = ["summary", "description", "operationId"].contains(&key.as_str());
                !(is_text && member.is_string())
            });
            members.values_mut().for_each(remove_documentation);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_documentation),
        _ => {}
    }
}
