//! What the changes of an operation mean: its method, its parameters, what it is sent and answers.

use super::super::rust::{answer, parameter as parameter_type, pascal, snake};
use super::super::walk::{Change, Kind, Pair, Turn};
use super::{Documents, Effect, words};
use serde_json::Value;

pub(super) fn effect(documents: Documents<'_>, change: &Change<'_>) -> Effect {
    match &change.kind {
        Kind::Operation(turn) => operation(*turn, &change.place),
        Kind::Moved { from, to } => Effect::breaking(
            format!("{} → {}", words::cut(from), words::cut(to)),
            "the method stays and asks another address: mocks and rules by path miss it",
        ),
        Kind::OperationId(pair) => operation_id(*pair),
        Kind::Parameter {
            turn,
            required,
            parameter,
        } => match turn {
            Turn::Added => added_parameter(documents.new, *required, parameter),
            Turn::Removed => removed_parameter(parameter),
        },
        Kind::ParameterRenamed { from, to } => renamed_parameter(change, from, to),
        Kind::ParameterMoved { from, to } => Effect::breaking(
            format!("in {from} → in {to}"),
            "the setter stays, and the value is sent elsewhere",
        )
        .touching_if(from == "cookie" || to == "cookie"),
        Kind::ParameterRequired { now: true } => Effect::breaking(
            "becomes required",
            "callers compile, and a call that leaves it out is an error before it is sent",
        ),
        Kind::ParameterRequired { now: false } => Effect::additive(
            "becomes optional",
            "a call may leave it out; the setter stays",
        ),
        Kind::Body { turn, required } => body(*turn, *required),
        Kind::BodyRequired { now: true } => Effect::breaking(
            "becomes required",
            "callers compile, and a call that sets nothing of it may be refused",
        ),
        Kind::BodyRequired { now: false } => {
            Effect::additive("becomes optional", "a call may set nothing of it")
        }
        Kind::Content { turn, content } => content_type(documents, change, *turn, content),
        Kind::ContentReplaced { from, to } => replaced_content(documents, change, from, to),
        Kind::Status { turn, status } => answered(documents, change, *turn, status),
        Kind::Header(Turn::Added) => {
            Effect::additive("added", "a header more in the answer's `headers()`")
        }
        Kind::Header(Turn::Removed) => Effect::breaking("removed", "code that reads it finds none"),
        Kind::HeaderRequired { now: true } => Effect::neutral(
            "is always there now",
            "nothing to do for code that reads it",
        ),
        Kind::HeaderRequired { now: false } => {
            Effect::breaking("may be left out", "code that relies on it finds none")
        }
        // The caller sends none of the others here.
        _ => Effect::breaking("changed", "not known what this does"),
    }
}

fn operation(turn: Turn, name: &str) -> Effect {
    let is_named = !name.contains(' ');
    let method = snake(name);
    match turn {
        Turn::Added if is_named => {
            Effect::additive("operation added", format!("new method `{method}`")).touching()
        }
        Turn::Removed if is_named => Effect::breaking(
            "operation removed",
            format!("method `{method}` goes: callers stop compiling"),
        )
        .touching(),
        Turn::Added => Effect::breaking(
            "operation added",
            "it has no operationId: no client can be made",
        )
        .touching(),
        Turn::Removed => Effect::breaking("operation removed", "it had no method").touching(),
    }
}

fn operation_id(pair: Pair<'_>) -> Effect {
    let id = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let what = words::turned("operationId", pair);
    match (id(pair.old), id(pair.new)) {
        (_, None) => Effect::breaking(what, "no client can be made without it").touching(),
        (Some(was), Some(is)) if snake(&was) == snake(&is) && pascal(&was) == pascal(&is) => {
            Effect::neutral(what, format!("the method stays `{}`", snake(&is)))
        }
        (Some(was), Some(is)) => Effect::breaking(
            what,
            format!(
                "method `{}` becomes `{}`, its builder too: callers stop compiling",
                snake(&was),
                snake(&is)
            ),
        )
        .touching(),
        (None, Some(is)) => {
            Effect::additive(what, format!("new method `{}`", snake(&is))).touching()
        }
    }
}

fn setter(parameter: &Value) -> String {
    let name = parameter.get("name").and_then(Value::as_str);
    snake(name.unwrap_or_default())
}

fn added_parameter(document: &Value, required: bool, parameter: &Value) -> Effect {
    let name = setter(parameter);
    if parameter.get("in").is_some_and(|place| place == "cookie") {
        return Effect::breaking(
            "parameter added",
            "no client can be made: it has no cookies",
        )
        .touching();
    }
    let of = parameter
        .get("schema")
        .map_or("Value".to_owned(), |schema| {
            parameter_type(document, schema)
        });
    let effect = if required {
        Effect::breaking(
            "required parameter added",
            format!(
                "callers compile, and each call is an error before it is sent until it sets `{name}`"
            ),
        )
    } else {
        Effect::additive(
            "optional parameter added",
            format!("new setter `{name}` of `{of}`; a call that leaves it out goes on"),
        )
    };
    effect.touching()
}

fn removed_parameter(parameter: &Value) -> Effect {
    Effect::breaking(
        "parameter removed",
        format!(
            "setter `{}` goes: callers that set it stop compiling",
            setter(parameter)
        ),
    )
    .touching()
}

fn renamed_parameter(change: &Change<'_>, from: &str, to: &str) -> Effect {
    let what = format!("renamed `{}` → `{}`", words::cut(from), words::cut(to));
    if snake(from) != snake(to) {
        return Effect::breaking(
            what,
            format!(
                "setter `{}` becomes `{}`: callers stop compiling",
                snake(from),
                snake(to)
            ),
        )
        .touching();
    }
    if change.place.contains(", path ") {
        Effect::neutral(what, "the setter stays, and a path shows no name")
    } else {
        Effect::breaking(what, "the setter stays, and the API is sent another name")
    }
}

fn body(turn: Turn, required: bool) -> Effect {
    match (turn, required) {
        (Turn::Added, true) => Effect::breaking(
            "required body added",
            "new methods `body` and `body_map`; a call that sets nothing may be refused",
        ),
        (Turn::Added, false) => Effect::additive(
            "optional body added",
            "new methods `body` and `body_map`; a call that sets nothing goes on",
        ),
        (Turn::Removed, _) => Effect::breaking(
            "body removed",
            "methods `body` and `body_map` go: callers that set it stop compiling",
        ),
    }
    .touching()
}

/// What `Ok` and `Err` of the method were and are.
fn answers(
    documents: Documents<'_>,
    change: &Change<'_>,
) -> Option<((String, String), (String, String))> {
    let (old, new) = change.operation?;
    Some((
        answer::of(documents.old, old),
        answer::of(documents.new, new),
    ))
}

/// How the method's result changes, where it does.
fn new_result(documents: Documents<'_>, change: &Change<'_>) -> Option<String> {
    let (old, new) = answers(documents, change)?;
    let differs =
        |what: &str, old: &str, new: &str| format!("{what} becomes `{new}` (was `{old}`)");
    if old.0 != new.0 {
        Some(differs("the method's answer", &old.0, &new.0))
    } else if old.1 != new.1 {
        Some(differs("the method's error", &old.1, &new.1))
    } else {
        None
    }
}

fn is_answer(change: &Change<'_>) -> bool {
    change.directions.response && !change.directions.request
}

fn content_type(
    documents: Documents<'_>,
    change: &Change<'_>,
    turn: Turn,
    content: &str,
) -> Effect {
    let verb = match turn {
        Turn::Added => "added",
        Turn::Removed => "removed",
    };
    let what = format!("{} {verb}", words::cut(content));
    if !is_answer(change) {
        return Effect::breaking(
            what,
            "no client can be made unless a body has one content type",
        )
        .touching();
    }
    match (new_result(documents, change), turn) {
        (Some(result), _) => {
            Effect::breaking(what, format!("{result}: callers stop compiling")).touching()
        }
        (None, Turn::Added) => Effect::additive(what, "the client asks for JSON as before"),
        (None, Turn::Removed) => Effect::neutral(what, "the client never asked for it"),
    }
}

/// A content type without the encoding that is taken for granted.
fn essence(content: &str) -> String {
    let lower = content.to_ascii_lowercase();
    let parts = lower.split(';').map(str::trim);
    let parts = parts.filter(|part| !matches!(*part, "charset=utf-8" | "charset=\"utf-8\""));
    parts.collect::<Vec<_>>().join(";")
}

/// How a body of a content type is given to the builder; none of the ones that no client can be made of.
fn body_kind(content: &str) -> Option<&'static str> {
    match content.split(';').next().unwrap_or_default().trim() {
        "application/json" | "application/x-www-form-urlencoded" => Some("a type"),
        "application/octet-stream" => Some("bytes"),
        "text/plain" | "text/x-markdown" => Some("text"),
        _ => None,
    }
}

fn replaced_content(documents: Documents<'_>, change: &Change<'_>, from: &str, to: &str) -> Effect {
    let what = format!("{} → {}", words::cut(from), words::cut(to));
    if essence(from) == essence(to) {
        return Effect::neutral(what, "no change: JSON and forms are UTF-8 anyway");
    }
    if is_answer(change) {
        return match new_result(documents, change) {
            Some(result) => {
                Effect::breaking(what, format!("{result}: callers stop compiling")).touching()
            }
            None => Effect::breaking(what, "the answer is of the same type and in another form"),
        };
    }
    match (body_kind(from), body_kind(to)) {
        (Some(was), Some(is)) if was == is => {
            Effect::breaking(what, "the body is set as before and sent in another form")
        }
        (_, Some(is)) => {
            Effect::breaking(what, format!("`body` takes {is}: callers stop compiling")).touching()
        }
        (_, None) => Effect::breaking(what, "no client can be made of such a body").touching(),
    }
}

/// The range that a status is read by where it is not named.
fn range(change: &Change<'_>, turn: Turn, status: &str) -> Option<String> {
    let (old, new) = change.operation?;
    let without = match turn {
        Turn::Added => old,
        Turn::Removed => new,
    };
    let all = without.get("responses")?.as_object()?;
    let hundreds = format!("{}XX", status.get(..1)?);
    let ranges = [hundreds.as_str(), "default"];
    let range = ranges
        .into_iter()
        .find(|range| *range != status && all.contains_key(*range))?;
    Some(range.to_owned())
}

fn answered(documents: Documents<'_>, change: &Change<'_>, turn: Turn, status: &str) -> Effect {
    let status = words::cut(status);
    let result = new_result(documents, change);
    if result.is_none()
        && let Some(range) = range(change, turn, status.as_str())
    {
        let what = match turn {
            Turn::Added => format!("status {status} added"),
            Turn::Removed => format!("status {status} removed"),
        };
        return Effect::neutral(what, format!("no change: it is read as {range} is"));
    }
    match (turn, result) {
        (Turn::Added, Some(result)) => Effect::breaking(
            format!("status {status} added"),
            format!("{result}: callers stop compiling"),
        )
        .touching(),
        (Turn::Added, None) => Effect::additive(
            format!("status {status} added"),
            "typed now, where it was `Error::UnexpectedResponse`",
        ),
        (Turn::Removed, Some(result)) => Effect::breaking(
            format!("status {status} removed"),
            format!("{result}: callers stop compiling"),
        )
        .touching(),
        (Turn::Removed, None) => Effect::neutral(
            format!("status {status} removed"),
            "one answer less to expect; were it sent, it would be `Error::UnexpectedResponse`",
        ),
    }
}
