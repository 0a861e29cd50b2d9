//! The output formats: a table for terminals, Markdown for pull requests, JSON for programs.

use crate::markdown;
use crate::observation::{Observation, Row};
use crate::terminal::{escaped_json, escaped_line};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::{Value, json};

/// The width of a text table in columns.
const WIDTH: u16 = 100;
/// The maximum width of the column for places.
const PLACE: u16 = 52;

/// The output format of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// Tables of 100 columns.
    #[default]
    Text,
    /// Tables for a pull request.
    Markdown,
    /// A list for a program, with an object for each row: `kind`, `where`, `seen` (in how many
    /// exchanges), `of` (how many exchanges have the operation or the object) and `example` (a type
    /// and a length). Rows of the kind `never-seen` are the last ones.
    Json,
}

/// Returns an observation in an output format.
pub fn render(observation: &Observation, format: Format) -> String {
    match format {
        Format::Text => text(observation),
        Format::Markdown => markdown::report(observation),
        Format::Json => escaped_json(&format!("{:#}\n", json(observation))).into_owned(),
    }
}

fn text(observation: &Observation) -> String {
    let mut output = String::new();
    if !observation.rows.is_empty() {
        let header = ["kind", "where", "seen", "example"];
        let rows = observation.rows.iter().map(|row| cells(row).to_vec());
        output.push_str(&table(&header, rows));
    }
    if !observation.never_seen.is_empty() {
        output.push_str("Documented fields that no response had:\n");
        let rows = observation.never_seen.iter().map(|row| {
            let [_, place, seen, _] = cells(row);
            vec![place, seen]
        });
        output.push_str(&table(&["where", "seen"], rows));
    }
    output.push_str(&summary(observation));
    output.push('\n');
    for line in observation.skipped_lines() {
        output.push_str(&format!("{line}\n"));
    }
    output
}

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header);
    for row in rows {
        table.add_row(row);
    }
    let places = header.iter().position(|name| *name == "where");
    if let Some(places) = places.and_then(|index| table.column_mut(index)) {
        let widest = ColumnConstraint::UpperBoundary(Width::Fixed(PLACE));
        places.set_constraint(widest);
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Returns the texts of a row as a table shows them: its kind, its place, how often it was seen, and its example.
pub(crate) fn cells(row: &Row) -> [String; 4] {
    [
        row.kind.name().to_owned(),
        escaped_line(&row.place).into_owned(),
        format!("{} of {}", row.seen, row.of),
        row.example.clone(),
    ]
}

/// Returns the last line, such as "12 differences in 40 exchanges".
pub(crate) fn summary(observation: &Observation) -> String {
    let differences = match observation.rows.len() {
        0 => "no difference".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    };
    let plural = if observation.exchanges == 1 { "" } else { "s" };
    format!(
        "{differences} in {} exchange{plural}",
        observation.exchanges
    )
}

fn json(observation: &Observation) -> Value {
    let rows = observation.rows.iter().chain(&observation.never_seen);
    let rows = rows.map(|row| {
        json!({
            "kind": row.kind.name(),
            "where": row.place,
            "seen": row.seen,
            "of": row.of,
            "example": row.example,
        })
    });
    rows.collect()
}
