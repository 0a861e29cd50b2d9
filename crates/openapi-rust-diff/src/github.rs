//! Comparisons as workflow commands of GitHub Actions, which it shows as annotations of the changed lines.

use crate::cells::cells;
use crate::row::{Comparison, Row, Verdict};
use crate::terminal::escaped_line;

/// Returns an annotation for each row, and a summary in a sentence.
pub(crate) fn annotations(comparison: &Comparison, summary: &str) -> String {
    let annotations: String = comparison.rows.iter().map(annotation).collect();
    format!("{annotations}{summary}\n")
}

fn annotation(row: &Row) -> String {
    let [place, change, meaning] = cells(row);
    let mut properties = String::new();
    if let Some(location) = &row.location {
        let anchor = location.anchor();
        let file = property(&escaped_line(&anchor.file));
        properties = format!("file={file},line={},", anchor.line);
    }
    let title = property(&format!("{}: {place}", row.verdict));
    let mut message = format!("{change}: {meaning}");
    if let Some(location) = row
        .location
        .as_ref()
        .filter(|location| location.anchor.is_some())
    {
        message.push_str(&format!(" (it was at {location})"));
    }
    format!(
        "::{} {properties}title={title}::{}\n",
        level(row),
        data(&message)
    )
}

/// Returns the level of an annotation. A change that breaks no signature may still break a program that runs.
fn level(row: &Row) -> &'static str {
    match row.verdict {
        Verdict::Breaking if row.touches_signatures => "error",
        Verdict::Breaking => "warning",
        Verdict::Additive | Verdict::Neutral => "notice",
    }
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
