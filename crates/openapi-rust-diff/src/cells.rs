//! The texts of a row as a table shows them.

use crate::row::Row;
use crate::terminal::escaped_line;

/// The number of characters that a cell shows from the start and from the end of a longer text.
const START: usize = 300;
const END: usize = 100;

/// Returns a row's place, change and meaning. Each is one printable line that is short enough for a table.
pub(crate) fn cells(row: &Row) -> [String; 3] {
    [&row.place, &row.change, &row.meaning].map(|text| shortened(&escaped_line(text)))
}

/// Returns a text without its middle if it is very long.
fn shortened(text: &str) -> String {
    if text.chars().count() <= START + END {
        return text.to_owned();
    }
    let start: String = text.chars().take(START).collect();
    let last = text.char_indices().nth_back(END - 1);
    let end = last.and_then(|(index, _)| text.get(index..));
    format!("{start}…{}", end.unwrap_or_default())
}
