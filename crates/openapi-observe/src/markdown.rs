//! Observations as Markdown. The names of an API are escaped.

use crate::observation::{Observation, Row};
use crate::report::{cells, summary};
use html_escape::encode_unquoted_attribute;

/// Returns headings, tables and a summary.
pub(crate) fn report(observation: &Observation) -> String {
    let mut report = String::from("## Differences between the description and the traffic\n\n");
    if !observation.rows.is_empty() {
        report.push_str("| kind | where | seen | example |\n| --- | --- | --- | --- |\n");
        for row in &observation.rows {
            let [kind, place, seen, example] = cells(row);
            report.push_str(&format!(
                "| {kind} | {} | {seen} | {example} |\n",
                code(&place)
            ));
        }
        report.push('\n');
    }
    let mut sentences = vec![summary(observation)];
    sentences.extend(observation.skipped_lines());
    for sentence in &mut sentences {
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        report.push_str(&format!("{sentence}.\n"));
    }
    if !observation.never_seen.is_empty() {
        report.push_str("\n## Documented fields that no response had\n\n");
        report.push_str("| where | seen |\n| --- | --- |\n");
        for row in &observation.never_seen {
            report.push_str(&never_seen(row));
        }
    }
    report
}

fn never_seen(row: &Row) -> String {
    let [_, place, seen, _] = cells(row);
    format!("| {} | {seen} |\n", code(&place))
}

/// Returns a code span, or an element for a text that a span in a table cannot contain.
fn code(text: &str) -> String {
    if text.contains(['`', '|', '\\', '<', '>', '&']) || text.trim() != text {
        let text = encode_unquoted_attribute(text);
        format!("<code>{text}</code>")
    } else {
        format!("`{text}`")
    }
}
