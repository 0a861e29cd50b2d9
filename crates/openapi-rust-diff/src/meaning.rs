//! What a change means for a Rust user, by what the generated client is.
//!
//! What grows is additive: the types are `#[non_exhaustive]`, builders make what is sent, and enums are open. What changes
//! or goes is breaking, and so is what compiles and then fails.

mod motion;
mod operation;
mod schema;
mod types;
mod words;

use super::row::{Row, Verdict};
use super::walk::{Change, Kind, NONE, Pair, Turn};
use serde_json::Value;

/// What a change comes to.
struct Effect {
    change: String,
    meaning: String,
    verdict: Verdict,
    touches_signatures: bool,
}

impl Effect {
    fn new(verdict: Verdict, change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self {
            change: change.into(),
            meaning: meaning.into(),
            verdict,
            touches_signatures: false,
        }
    }

    fn breaking(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Breaking, change, meaning)
    }

    fn additive(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Additive, change, meaning)
    }

    fn neutral(change: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self::new(Verdict::Neutral, change, meaning)
    }

    /// Says that a public name or signature differs.
    fn touching(self) -> Self {
        self.touching_if(true)
    }

    fn touching_if(self, touches_signatures: bool) -> Self {
        Self {
            touches_signatures,
            ..self
        }
    }
}

/// Both descriptions, to say what their schemas become.
#[derive(Clone, Copy)]
pub(super) struct Documents<'a> {
    pub(super) old: &'a Value,
    pub(super) new: &'a Value,
}

/// The row of a change.
pub(super) fn row(documents: Documents<'_>, change: &Change<'_>) -> Row {
    let effect = effect(documents, change);
    Row {
        place: change.place.clone(),
        pointer: change.pointer.clone(),
        change: effect.change,
        meaning: effect.meaning,
        verdict: effect.verdict,
        touches_signatures: effect.touches_signatures,
    }
}

fn effect(documents: Documents<'_>, change: &Change<'_>) -> Effect {
    match &change.kind {
        Kind::Documentation { key } => {
            Effect::neutral(format!("{} changed", words::cut(key)), "documentation only")
        }
        Kind::Spelling { key } => Effect::neutral(
            format!("{} written differently", words::cut(key)),
            "no change: it says the same",
        ),
        Kind::Member { key, pair } => member(change, key, *pair),
        Kind::Version(pair) => version(*pair),
        Kind::Server { turn, url } => server(change, *turn, url),
        Kind::FirstServer { url } => Effect::breaking(
            format!("{} is the first server now", words::cut(url)),
            "who takes the first one asks another address",
        ),
        Kind::Security {
            turn,
            schemes,
            alternatives,
        } => security(*turn, schemes, *alternatives),
        Kind::SecurityScheme { key, pair } => scheme(key, *pair),
        Kind::Operation(_)
        | Kind::Moved { .. }
        | Kind::OperationId(_)
        | Kind::Parameter { .. }
        | Kind::ParameterRenamed { .. }
        | Kind::ParameterMoved { .. }
        | Kind::ParameterRequired { .. }
        | Kind::Body { .. }
        | Kind::BodyRequired { .. }
        | Kind::Content { .. }
        | Kind::ContentReplaced { .. }
        | Kind::Status { .. }
        | Kind::Header(_)
        | Kind::HeaderRequired { .. } => operation::effect(documents, change),
        Kind::Component { .. }
        | Kind::ComponentRenamed { .. }
        | Kind::Property { .. }
        | Kind::PropertyRenamed { .. }
        | Kind::Required { .. }
        | Kind::EnumValue { .. }
        | Kind::Part { .. }
        | Kind::Keyword { .. }
        | Kind::Schema(_) => schema::effect(documents, change),
    }
}

/// A member that the walk leaves as it is. What is not known is taken to break.
fn member(change: &Change<'_>, key: &str, pair: Pair<'_>) -> Effect {
    let what = words::turned(key, pair);
    if change.pointer.starts_with("/components/") && change.directions.is_unreached() {
        return Effect::neutral(what, "no operation has it");
    }
    match key {
        _ if key.starts_with("x-") => Effect::neutral(what, "the client does not read it"),
        "callbacks" if pair.old.is_none() => Effect::additive(
            what,
            "the API may call back; the client has no part in that",
        ),
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

fn version(pair: Pair<'_>) -> Effect {
    let what = words::turned("openapi", pair);
    let is_read = |version: Option<&Value>| {
        version
            .and_then(Value::as_str)
            .is_some_and(|version| version.starts_with("3.0."))
    };
    match (is_read(pair.old), is_read(pair.new)) {
        (true, false) => {
            Effect::breaking(what, "the generator reads 3.0 only: no client can be made").touching()
        }
        (false, true) => Effect::additive(what, "a client can be made of it now").touching(),
        _ => Effect::neutral(what, "the generator reads both alike"),
    }
}

fn server(change: &Change<'_>, turn: Turn, url: &str) -> Effect {
    let url = words::cut(url);
    let verb = match turn {
        Turn::Added => "added",
        Turn::Removed => "removed",
    };
    if !change.pointer.starts_with("/servers") {
        return Effect::breaking(
            format!("server {url} {verb}"),
            "the client asks its one base URL, and this is answered elsewhere",
        );
    }
    match turn {
        Turn::Added => Effect::additive(
            format!("server {url} {verb}"),
            "a base URL more that a client can be given",
        ),
        Turn::Removed => Effect::breaking(
            format!("server {url} {verb}"),
            "a client that was given this base URL asks where nobody is said to answer",
        ),
    }
}

fn security(turn: Turn, schemes: &str, (before, now): (usize, usize)) -> Effect {
    match turn {
        Turn::Added if schemes == NONE => Effect::additive(
            "credentials become optional",
            "calls need none; those that are sent do no harm",
        ),
        Turn::Removed if schemes == NONE => Effect::breaking(
            "credentials become required",
            "calls without credentials are refused",
        ),
        Turn::Added if before == 0 => Effect::breaking(
            format!("credentials required: {schemes}"),
            "calls without credentials are refused",
        ),
        Turn::Added => Effect::additive(
            format!("credentials accepted: {schemes}"),
            "another way to say who calls; the former ones remain",
        ),
        Turn::Removed if now == 0 => Effect::additive(
            format!("credentials no longer required: {schemes}"),
            "calls need none; those that are sent do no harm",
        ),
        Turn::Removed => Effect::breaking(
            format!("credentials no longer accepted: {schemes}"),
            "calls with them are refused",
        ),
    }
}

fn scheme(key: &str, pair: Pair<'_>) -> Effect {
    let what = words::turned(key, pair);
    if pair.old.is_none() {
        Effect::additive(what, "nothing, until an operation asks for it")
    } else {
        Effect::breaking(what, "callers have to say who they are in another way")
    }
}
