//! A comparison told: as a table for a terminal, as Markdown for a pull request, as JSON for a program.

use super::markdown;
use super::row::{Comparison, Row, Verdict};
use super::version::{self, Asked};
use crate::terminal::{escaped_json, escaped_line};
use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::{Value, json};

/// Columns of a text table, and of them those that a place may take.
const WIDTH: u16 = 100;
const PLACE: u16 = 48;
/// Characters that a cell shows of a longer text, from its start and from its end.
const START: usize = 300;
const END: usize = 100;

/// How a comparison is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// A table of 100 columns, with colours on a terminal.
    #[default]
    Text,
    /// A table for a pull request.
    Markdown,
    /// One object for a program. `verdict`: breaking, additive, neutral, or null where nothing
    /// changed. `release` and `version`: the last release and the least version that follows it,
    /// null where no release is known. `rows`: an object a change, with `verdict`, `place`,
    /// `pointer` (a JSON pointer into the new description, or into the old one where the part is
    /// gone), `change`, `meaning` and `touches_signatures` (whether a public name or signature of
    /// the generated client differs).
    Json,
}

/// The whole, as it is printed.
pub fn told(comparison: &Comparison, asked: Option<&Asked>, format: Format) -> String {
    match format {
        Format::Text => text(comparison, asked),
        Format::Markdown => markdown::report(comparison, &summary(comparison, asked)),
        Format::Json => escaped_json(&format!("{:#}\n", json(comparison, asked))).into_owned(),
    }
}

/// "2 breaking, 1 additive: asks for version 0.2.0 after 0.1.0".
fn summary(comparison: &Comparison, asked: Option<&Asked>) -> String {
    if comparison.rows.is_empty() {
        return "no change".to_owned();
    }
    let verdicts = [Verdict::Breaking, Verdict::Additive, Verdict::Neutral];
    let counts = verdicts.map(|verdict| (comparison.of_verdict(verdict).count(), verdict));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, verdict)| format!("{count} {verdict}"))
        .collect();
    let asks = asked.map_or_else(
        || version::in_general(comparison.verdict()).to_owned(),
        Asked::to_string,
    );
    format!("{}: {asks}", counts.join(", "))
}

fn text(comparison: &Comparison, asked: Option<&Asked>) -> String {
    let mut told = String::new();
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
        for line in table.lines() {
            told.push_str(&coloured(line.trim_end()));
            told.push('\n');
        }
    }
    told.push_str(&summary(comparison, asked));
    told.push('\n');
    told
}

/// A row's place, change and meaning, each as one line that may be printed and is not too long for a table.
pub(super) fn cells(row: &Row) -> [String; 3] {
    [&row.place, &row.change, &row.meaning].map(|text| shortened(&escaped_line(text)))
}

/// A text without its middle if it is very long.
fn shortened(text: &str) -> String {
    if text.chars().count() <= START + END {
        return text.to_owned();
    }
    let start: String = text.chars().take(START).collect();
    let last = text.char_indices().nth_back(END - 1);
    let end = last.and_then(|(index, _)| text.get(index..));
    format!("{start}…{}", end.unwrap_or_default())
}

/// A line with its verdict in colour. Whoever prints it takes colours out where there is no terminal.
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

fn json(comparison: &Comparison, asked: Option<&Asked>) -> Value {
    let rows = comparison.rows.iter().map(|row| {
        json!({
            "verdict": row.verdict.name(),
            "place": row.place,
            "pointer": row.pointer,
            "change": row.change,
            "meaning": row.meaning,
            "touches_signatures": row.touches_signatures,
        })
    });
    json!({
        "verdict": comparison.verdict().map(Verdict::name),
        "release": asked.map(|asked| asked.release.to_string()),
        "version": asked.map(|asked| asked.version.to_string()),
        "rows": rows.collect::<Vec<_>>(),
    })
}
