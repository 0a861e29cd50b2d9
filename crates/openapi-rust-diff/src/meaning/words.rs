//! How values are told in a table's cell.

use super::super::walk::Pair;
use serde_json::Value;

/// A value longer than this is cut.
const LONGEST: usize = 60;

/// A text as far as there is room for it, without what a terminal would take as a command.
pub(super) fn cut(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let mut characters = text.chars().map(printable);
    let mut shown: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// A value; of an object or a list only that it is one.
fn value(value: &Value) -> String {
    match value {
        Value::Object(_) => "{…}".to_owned(),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(_) => "[…]".to_owned(),
        Value::String(text) => cut(text),
        other => cut(&other.to_string()),
    }
}

/// A single value in a sentence.
pub(super) fn quoted(of: &Value) -> String {
    format!("`{}`", value(of))
}

/// That a member came, went, or says something else.
pub(super) fn turned(key: &str, pair: Pair<'_>) -> String {
    let key = cut(key);
    match (pair.old, pair.new) {
        (None, Some(new)) if is_whole(new) => format!("{key} added"),
        (None, Some(new)) => format!("{key} {} added", value(new)),
        (Some(old), None) if is_whole(old) => format!("{key} removed"),
        (Some(old), None) => format!("{key} {} removed", value(old)),
        (Some(old), Some(new)) if is_whole(old) && is_whole(new) => format!("{key} changed"),
        (Some(old), Some(new)) => format!("{key} {} → {}", value(old), value(new)),
        (None, None) => format!("{key} changed"),
    }
}

fn is_whole(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
