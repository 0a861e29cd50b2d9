//! The output formats of a comparison: a table for terminals, Markdown for pull requests, JSON for programs.

use crate::cells::cells;
use crate::format::Format;
use crate::row::{Comparison, Verdict};
use crate::snippet::snippet;
use crate::terminal::escaped_json;
use crate::version::{self, RequiredVersion};
use crate::{github, html, markdown};
use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::{Value, json};

/// The width of a text table in columns.
const WIDTH: u16 = 100;
/// The maximum width of the column for places.
const PLACE: u16 = 48;

/// Returns a comparison in an output format. `required` adds the version that the changes require after a release.
pub fn render(
    comparison: &Comparison,
    required: Option<&RequiredVersion>,
    format: Format,
) -> String {
    match format {
        Format::Text => text(comparison, required),
        Format::Markdown => markdown::report(comparison, &summary(comparison, required)),
        Format::Html => html::page(comparison, &summary(comparison, required), required),
        Format::Github => github::annotations(comparison, &summary(comparison, required)),
        Format::Json => escaped_json(&format!("{:#}\n", json(comparison, required))).into_owned(),
    }
}

/// Returns the last line, such as "2 breaking, 1 additive: asks for version 0.2.0 after 0.1.0".
fn summary(comparison: &Comparison, required: Option<&RequiredVersion>) -> String {
    if comparison.rows.is_empty() {
        return "no change".to_owned();
    }
    let verdicts = [Verdict::Breaking, Verdict::Additive, Verdict::Neutral];
    let counts = verdicts.map(|verdict| (comparison.of_verdict(verdict).count(), verdict));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, verdict)| format!("{count} {verdict}"))
        .collect();
    let version = required.map_or_else(
        || version::in_general(comparison.verdict()).to_owned(),
        RequiredVersion::to_string,
    );
    format!("{}: {version}", counts.join(", "))
}

fn text(comparison: &Comparison, required: Option<&RequiredVersion>) -> String {
    let mut output = String::new();
    if !comparison.rows.is_empty() {
        let mut table = Table::new();
        table
            .load_style(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(WIDTH)
            .set_header(["verdict", "where", "what, and what it is for a Rust user"]);
        for row in &comparison.rows {
            let [place, change, meaning] = cells(row);
            table.add_row([
                row.verdict.name().to_owned(),
                place,
                format!("{change}\n{meaning}"),
            ]);
        }
        if let Some(places) = table.column_mut(1) {
            let widest = ColumnConstraint::UpperBoundary(Width::Fixed(PLACE));
            places.set_constraint(widest);
        }
        output.push_str(&with_snippets(&table, comparison));
    }
    output.push_str(&summary(comparison, required));
    output.push('\n');
    output
}

/// Returns the lines of a table, with the line that each row comes from below the row.
fn with_snippets(table: &Table, comparison: &Comparison) -> String {
    let mut rows = comparison.rows.iter();
    let mut in_body = false;
    let mut output = String::new();
    for line in table.lines() {
        let line = line.trim_end();
        // The text of a cell follows a space, so that only rules start with these characters.
        let is_end = line.starts_with('─');
        if is_end && in_body {
            for line in rows
                .next()
                .into_iter()
                .flat_map(|row| snippet(row, WIDTH.into()))
            {
                output.push_str(&format!(" {line}\n"));
            }
        }
        in_body |= line.starts_with('═');
        output.push_str(&coloured(line));
        output.push('\n');
    }
    output
}

/// Colours the verdict at the start of a line. The caller removes colours if it does not print to a terminal.
fn coloured(line: &str) -> String {
    for (verdict, colour) in [
        (Verdict::Breaking, AnsiColor::Red),
        (Verdict::Additive, AnsiColor::Green),
    ] {
        if let Some(rest) = line.strip_prefix(&format!(" {verdict}"))
            && rest.starts_with(' ')
        {
            let style: Style = colour.on_default().bold();
            return format!(" {style}{verdict}{style:#}{rest}");
        }
    }
    line.to_owned()
}

fn json(comparison: &Comparison, required: Option<&RequiredVersion>) -> Value {
    let rows = comparison.rows.iter().map(|row| {
        json!({
            "verdict": row.verdict.name(),
            "place": row.place,
            "pointer": row.pointer,
            "file": row.location.as_ref().map(|location| &location.file),
            "line": row.location.as_ref().map(|location| location.line),
            "column": row.location.as_ref().map(|location| location.column),
            "change": row.change,
            "meaning": row.meaning,
            "before": row.code.before,
            "after": row.code.after,
            "touches_signatures": row.touches_signatures,
        })
    });
    json!({
        "verdict": comparison.verdict().map(Verdict::name),
        "release": required.map(|required| required.release.to_string()),
        "version": required.map(|required| required.version.to_string()),
        "rows": rows.collect::<Vec<_>>(),
    })
}
