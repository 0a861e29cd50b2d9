//! The responses of an operation, which are the result of its method.

use super::clients::Clients;
use super::effect::Effect;
use super::excerpt::excerpt;
use crate::walk::{Change, Presence, ResponseChange};

pub(super) fn effect(clients: Clients<'_>, change: &Change<'_>, kind: &ResponseChange) -> Effect {
    match kind {
        ResponseChange::Status {
            presence,
            status: name,
        } => status(clients, change, *presence, name),
        ResponseChange::Header(Presence::Added) => {
            Effect::additive("added", "a header more in the answer's `headers()`")
        }
        ResponseChange::Header(Presence::Removed) => {
            Effect::breaking("removed", "code that reads it finds none")
        }
        ResponseChange::HeaderRequired { now: true } => Effect::neutral(
            "is always there now",
            "nothing to do for code that reads it",
        ),
        ResponseChange::HeaderRequired { now: false } => {
            Effect::breaking("may be left out", "code that relies on it finds none")
        }
    }
}

/// Describes the change of the method's result; `None` if it stays the same.
pub(super) fn result_change(clients: Clients<'_>, change: &Change<'_>) -> Option<String> {
    let (old, new) = change.operation?;
    let (old, new) = (
        clients.old.method_result(old),
        clients.new.method_result(new),
    );
    let (part, old, new) = if old.success != new.success {
        ("answer", old.success, new.success)
    } else if old.error != new.error {
        ("error", old.error, new.error)
    } else {
        return None;
    };
    Some(format!("the method's {part} becomes `{new}` (was `{old}`)"))
}

fn status(clients: Clients<'_>, change: &Change<'_>, presence: Presence, status: &str) -> Effect {
    let status = excerpt(status);
    let what = format!("status {status} {presence}");
    if let Some(result) = result_change(clients, change) {
        return Effect::breaking(what, format!("{result}: callers stop compiling")).touching();
    }
    if let Some(range) = range(change, presence, &status) {
        return Effect::neutral(what, format!("no change: it is read as {range} is"));
    }
    match presence {
        Presence::Added => {
            Effect::additive(what, "typed now, where it was `Error::UnexpectedResponse`")
        }
        Presence::Removed => Effect::neutral(
            what,
            "one answer less to expect; were it sent, it would be `Error::UnexpectedResponse`",
        ),
    }
}

/// Returns the key of the responses that include a status in the description without it, such as `4XX`.
fn range(change: &Change<'_>, presence: Presence, status: &str) -> Option<String> {
    let (old, new) = change.operation?;
    let without = match presence {
        Presence::Added => old,
        Presence::Removed => new,
    };
    let responses = without.get("responses")?.as_object()?;
    [format!("{}XX", status.get(..1)?), "default".to_owned()]
        .into_iter()
        .find(|range| range != status && responses.contains_key(range))
}
