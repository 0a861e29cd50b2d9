//! Comparisons as Markdown in which the names and values of an API are text, whatever they hold.

use crate::cells::cells;
use crate::row::{Comparison, Verdict};
use html_escape::encode_unquoted_attribute;

/// Returns a heading, the table, and a summary in a sentence.
pub(crate) fn report(comparison: &Comparison, summary: &str) -> String {
    let mut report = String::from("## What changes for a Rust user\n\n");
    if !comparison.rows.is_empty() {
        report.push_str("| verdict | where | what | for a Rust user |");
        let has_lines = comparison.rows.iter().any(|row| row.location.is_some());
        report.push_str(match has_lines {
            true => " line |\n| --- | --- | --- | --- | --- |\n",
            false => "\n| --- | --- | --- | --- |\n",
        });
        for row in &comparison.rows {
            let [place, change, meaning] = cells(row);
            let verdict = match row.verdict {
                Verdict::Breaking => "**breaking**",
                other => other.name(),
            };
            let mut place_text = String::new();
            words(&mut place_text, &place);
            let cells = [
                verdict,
                &place_text,
                &sentence(&change),
                &sentence(&meaning),
            ];
            report.push_str(&format!("| {} |", cells.join(" | ")));
            if has_lines {
                let mut line = String::new();
                if let Some(location) = &row.location {
                    code(&mut line, &location.to_string());
                }
                report.push_str(&format!(" {line} |"));
            }
            report.push('\n');
        }
        report.push('\n');
    }
    let mut summary = summary.to_owned();
    if let Some(first) = summary.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    report.push_str(&format!("{summary}.\n"));
    report
}

/// A sentence in which code stands between backticks.
fn sentence(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 {
            code(&mut out, part);
        } else {
            words(&mut out, part);
        }
    }
    out
}

/// Words, of which those are code that Markdown or its host might take for markup, a link or a mention.
fn words(out: &mut String, text: &str) {
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        if word.chars().all(is_plain) && !word.contains("://") && !word.contains("www.") {
            out.push_str(word);
        } else {
            code(out, word);
        }
    }
}

fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || ",.;:'\"()/-+=?%→…".contains(character)
}

/// A code span, or an element for a text that a span within a table cannot hold or that looks like HTML.
fn code(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if text.contains(['`', '|', '\\', '<', '>', '&']) || text.trim() != text || out.ends_with('`') {
        // It encodes every character that has a meaning in HTML or Markdown.
        let text = encode_unquoted_attribute(text);
        out.push_str(&format!("<code>{text}</code>"));
    } else {
        out.push_str(&format!("`{text}`"));
    }
}
