//! Records as rows of the output.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use twilio_proxy::RawRecord;

use super::ExportFormat;
use super::period::Period;
use crate::output::{Cells, json_line};

/// The column for the properties that the description does not have.
const REST: &str = "other_properties";

/// How records are written, and which of them.
#[derive(Clone, Copy)]
pub struct RowFormat {
    pub format: ExportFormat,
    /// The properties that the description has.
    pub columns: &'static [&'static str],
    pub period: Period,
}

/// The rows of a page, and the number of unusual ones.
#[derive(Default)]
pub struct Rows {
    pub text: Vec<u8>,
    pub records: u64,
    pub unusual: u64,
    pub undated: u64,
}

/// The date of a record.
#[derive(Deserialize)]
struct Dated {
    date_created: DateTime<Utc>,
}

impl RowFormat {
    /// Returns the text before the first row.
    pub fn head(&self) -> Vec<u8> {
        match self.format {
            ExportFormat::Jsonl => Vec::new(),
            ExportFormat::Csv => csv_row(self.columns.iter().copied().chain([REST])),
        }
    }

    /// Returns the rows of records that are expected to be of a type.
    pub fn rows<T: DeserializeOwned>(&self, records: &[RawRecord]) -> Rows {
        let mut rows = Rows::default();
        for record in records {
            let json = record.get();
            if self.period.is_bounded() {
                match serde_json::from_str::<Dated>(json) {
                    Ok(dated) if !self.period.contains(dated.date_created) => continue,
                    Ok(_) => {}
                    Err(_) => rows.undated += 1,
                }
            }
            rows.records += 1;
            rows.unusual += u64::from(serde_json::from_str::<T>(json).is_err());
            match self.format {
                ExportFormat::Jsonl => {
                    rows.text.extend_from_slice(json_line(json).as_bytes());
                    rows.text.push(b'\n');
                }
                ExportFormat::Csv => rows.text.extend_from_slice(&self.csv(json)),
            }
        }
        rows
    }

    fn csv(&self, json: &str) -> Vec<u8> {
        match Cells::read(json.as_bytes()) {
            Ok(cells) => {
                let texts = self.columns.iter().map(|name| cells.text(name));
                csv_row(texts.chain([cells.rest(self.columns)]))
            }
            // A record that is not an object has no properties.
            Err(_) => {
                let empty = self.columns.iter().map(|_| String::new());
                csv_row(empty.chain([json_line(json).into_owned()]))
            }
        }
    }
}

fn csv_row(cells: impl Iterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
    let mut row = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = row.write_record(cells);
    row.into_inner().unwrap_or_default()
}
