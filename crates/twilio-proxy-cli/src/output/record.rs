use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Cells, Format};
use crate::terminal::{escaped_json, escaped_line};

/// Prints one resource, its properties in the order of `columns`. As a table, each property has a line of its own.
///
/// # Errors
/// Standard output cannot be written to.
pub fn print_record(format: Format, columns: &[&str], resource: &impl Serialize) -> io::Result<()> {
    let value = in_order(columns, serde_json::to_value(resource)?);
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

/// Puts the properties of an object in an order; those that the order does not have come last.
fn in_order(columns: &[&str], value: Value) -> Value {
    let Value::Object(mut members) = value else {
        return value;
    };
    let known = columns
        .iter()
        .filter_map(|name| members.shift_remove_entry(*name));
    let mut ordered: Map<String, Value> = known.collect();
    ordered.extend(members);
    Value::Object(ordered)
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
