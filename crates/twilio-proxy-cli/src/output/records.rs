use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use super::table::Table;
use super::{Cells, Columns, Format, json_line};
use crate::terminal::escaped_json;

/// The column for the properties that the description does not have.
const REST: &str = "other_properties";

/// Records that are printed as they arrive; those of a table at the end.
pub struct Records {
    out: Out,
    columns: Columns,
    count: usize,
}

enum Out {
    Json(BufWriter<Stdout>),
    Jsonl(BufWriter<Stdout>),
    Csv(Box<csv::Writer<Stdout>>),
    Table(Table),
}

impl Records {
    /// Returns the output of a listing. Nothing is written before the first record or the end.
    pub fn new(format: Format, columns: Columns) -> Self {
        let out = match format {
            Format::Json => Out::Json(BufWriter::new(io::stdout())),
            Format::Jsonl => Out::Jsonl(BufWriter::new(io::stdout())),
            Format::Csv => Out::Csv(Box::new(csv::Writer::from_writer(io::stdout()))),
            Format::Table => Out::Table(Table::default()),
        };
        Self {
            out,
            columns,
            count: 0,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Json(out) => out.write_all(b"["),
            Out::Csv(out) => {
                let rest = (!self.columns.is_chosen()).then_some(REST);
                Ok(out.write_record(self.columns.names().into_iter().chain(rest))?)
            }
            Out::Jsonl(_) | Out::Table(_) => Ok(()),
        }
    }

    /// Adds a record, as the API sent it.
    ///
    /// # Errors
    /// Standard output cannot be written to, or the record is not a JSON object.
    pub fn add(&mut self, json: &str) -> io::Result<()> {
        if self.count == 0 {
            self.begin()?;
        }
        self.count += 1;
        let names = self.columns.names();
        let is_chosen = self.columns.is_chosen();
        match &mut self.out {
            Out::Json(out) => {
                let separator = if self.count == 1 { "\n" } else { ",\n" };
                let line = line(json, &names, is_chosen)?;
                write!(out, "{separator}{}", shown(&line))
            }
            Out::Jsonl(out) => {
                let line = line(json, &names, is_chosen)?;
                writeln!(out, "{}", shown(&line))
            }
            Out::Csv(out) => {
                let cells = Cells::read(json.as_bytes())?;
                let rest = (!is_chosen).then(|| cells.rest(&names));
                let cells = names.iter().map(|name| cells.text(name));
                Ok(out.write_record(cells.chain(rest))?)
            }
            Out::Table(table) => {
                table.add(Cells::read(json.as_bytes())?);
                Ok(())
            }
        }
    }

    /// Ends the output.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn end(mut self) -> io::Result<()> {
        if self.count == 0 {
            self.begin()?;
        }
        match self.out {
            Out::Json(mut out) => {
                out.write_all(if self.count == 0 { b"]\n" } else { b"\n]\n" })?;
                out.flush()
            }
            Out::Jsonl(mut out) => out.flush(),
            Out::Csv(mut out) => out.flush(),
            Out::Table(table) => {
                let text = table.text(&self.columns);
                io::stdout().lock().write_all(text.as_bytes())
            }
        }
    }
}

/// Returns a record in one line: as the API sent it, or with the chosen properties only.
fn line<'a>(json: &'a str, names: &[&str], is_chosen: bool) -> io::Result<Cow<'a, str>> {
    if !is_chosen {
        return Ok(json_line(json));
    }
    let record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json)?;
    let chosen: serde_json::Map<_, _> = names
        .iter()
        .map(|name| {
            let value = record.get(*name).cloned().unwrap_or_default();
            ((*name).to_owned(), value)
        })
        .collect();
    Ok(Cow::Owned(serde_json::to_string(&chosen)?))
}

/// Escapes control characters if standard output is a terminal.
pub fn shown(json: &str) -> Cow<'_, str> {
    match io::stdout().is_terminal() {
        true => escaped_json(json),
        false => Cow::Borrowed(json),
    }
}
