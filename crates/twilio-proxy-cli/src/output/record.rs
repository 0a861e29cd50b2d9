use std::io::{self, Write};

use serde_json::Value;

use super::records::shown;
use super::table::record_text;
use super::{Cells, Format};

/// Prints the JSON of one resource. As a table, each property has a line of its own.
///
/// # Errors
/// Standard output cannot be written to, or the text is not JSON.
pub fn print_record(format: Format, json: &[u8]) -> io::Result<()> {
    let value: Value = serde_json::from_slice(json)?;
    let mut out = io::stdout().lock();
    match (format, value) {
        (Format::Table, Value::Object(_)) => {
            out.write_all(record_text(&Cells::read(json)?).as_bytes())
        }
        (Format::Csv, Value::Object(_)) => {
            let cells = Cells::read(json)?;
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(cells.names())?;
            csv.write_record(cells.names().map(|name| cells.text(name)))?;
            csv.flush()
        }
        (Format::Json, value) => writeln!(out, "{}", shown(&format!("{value:#}"))),
        (_, value) => writeln!(out, "{}", shown(&value.to_string())),
    }
}
