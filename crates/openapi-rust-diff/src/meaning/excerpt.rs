//! Values of a description as a row shows them: in short and on one line.

use crate::walk::Pair;
use serde_json::Value;

/// The length of the longest text that is shown in full.
const MAX_LENGTH: usize = 60;

/// Returns the start of a text, without control characters.
pub(super) fn excerpt(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let mut characters = text.chars().map(printable);
    let mut shown: String = characters.by_ref().take(MAX_LENGTH).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Returns a value without the contents of objects and lists.
fn value(value: &Value) -> String {
    match value {
        Value::Object(_) => "{…}".to_owned(),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(_) => "[…]".to_owned(),
        Value::String(text) => excerpt(text),
        other => excerpt(&other.to_string()),
    }
}

/// Returns a value in backticks.
pub(super) fn quoted(of: &Value) -> String {
    format!("`{}`", value(of))
}

/// Describes the change of a member: added, removed, or the old and the new value.
pub(super) fn member_change(key: &str, pair: Pair<'_>) -> String {
    let key = excerpt(key);
    match (pair.old, pair.new) {
        (None, Some(new)) if has_contents(new) => format!("{key} added"),
        (None, Some(new)) => format!("{key} {} added", value(new)),
        (Some(old), None) if has_contents(old) => format!("{key} removed"),
        (Some(old), None) => format!("{key} {} removed", value(old)),
        (Some(old), Some(new)) if has_contents(old) && has_contents(new) => {
            format!("{key} changed")
        }
        (Some(old), Some(new)) => format!("{key} {} → {}", value(old), value(new)),
        (None, None) => format!("{key} changed"),
    }
}

fn has_contents(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
