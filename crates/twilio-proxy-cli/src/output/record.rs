use std::io::{self, IsTerminal, Write};

use serde_json::{Map, Value};

use super::{Cells, Format};
use crate::terminal::{escaped_json, escaped_line};

/// Prints the JSON of one resource. As a table, each property has a line of its own.
///
/// # Errors
/// Standard output cannot be written to, or the text is not JSON.
pub fn print_record(format: Format, json: &[u8]) -> io::Result<()> {
    let value = serde_json::from_slice(json)?;
    let mut out = io::stdout().lock();
    match (format, value) {
        (Format::Json, value) => {
            let json = serde_json::to_string_pretty(&value)?;
            let is_terminal = io::stdout().is_terminal();
            let shown = if is_terminal {
                escaped_json(&json)
            } else {
                json.as_str().into()
            };
            writeln!(out, "{shown}")
        }
        (Format::Table, Value::Object(members)) => write_lines(&mut out, members),
        (Format::Csv, Value::Object(members)) => {
            let cells = Cells::of(members);
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(cells.names())?;
            csv.write_record(cells.names().map(|name| cells.text(name)))?;
            csv.flush()
        }
        (_, value) => writeln!(out, "{value}"),
    }
}

fn write_lines(out: &mut impl Write, members: Map<String, Value>) -> io::Result<()> {
    let cells = Cells::of(members);
    let longest = cells.names().map(|name| name.chars().count()).max();
    let width = longest.unwrap_or_default();
    for name in cells.names() {
        let text = cells.text(name);
        writeln!(
            out,
            "{:width$}  {}",
            escaped_line(name),
            escaped_line(&text)
        )?;
    }
    Ok(())
}
