use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table as Lines, Width as ColumnWidth};
use terminal_size::{Width, terminal_size};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Cells, Columns};
use crate::terminal::escaped_line;

/// The width if standard output is not a terminal.
const USUAL_WIDTH: usize = 120;

/// The widest text of a cell, in columns of the terminal. A wider one is cut.
const MOST_COLUMNS: usize = 60;

/// The space between two columns.
const GAP: u16 = 2;

/// The rows of a table.
#[derive(Default)]
pub struct Table {
    rows: Vec<Cells>,
}

impl Table {
    pub fn add(&mut self, row: Cells) {
        self.rows.push(row);
    }

    /// Returns the text: the chosen columns, or as many columns as fit.
    pub fn text(&self, columns: &Columns) -> String {
        if self.rows.is_empty() {
            return "No records.\n".to_owned();
        }
        let names = columns.names();
        let (shown, hidden) = match columns.is_chosen() {
            true => (names, 0),
            false => self.fitting(&names, width()),
        };
        let mut lines = lines();
        if columns.is_chosen() {
            // Text wraps rather than being lost.
            lines.set_content_arrangement(ContentArrangement::Dynamic);
            lines.set_width(u16::try_from(width()).unwrap_or(u16::MAX));
        }
        lines.set_header(shown.iter().map(|name| name.to_uppercase()));
        for row in &self.rows {
            lines.add_row(shown.iter().map(|name| match columns.is_chosen() {
                true => escaped_line(&row.text(name)).into_owned(),
                false => cell(row, name),
            }));
        }
        let mut text = text_of(&mut lines);
        if hidden > 0 {
            let columns = if hidden == 1 { "column" } else { "columns" };
            let note = format!(
                "{hidden} more {columns}: choose by --columns, or see all by --output json\n"
            );
            text.push_str(&note);
        }
        text
    }

    /// Returns the columns that fit into a width, and how many do not. Left out are columns without any text, addresses, which
    /// are made of the SIDs, and the SIDs of parents, which are the same in all rows.
    fn fitting<'a>(&self, names: &[&'a str], width: usize) -> (Vec<&'a str>, usize) {
        let mut left = width;
        let (mut shown, mut hidden) = (Vec::new(), 0);
        let mut names = names.to_vec();
        names.sort_by_key(|name| priority(name));
        for name in names {
            let is_address = name == "links" || name == "url" || name.ends_with("_url");
            let longest = self.rows.iter().map(|row| cell(row, name).width()).max();
            let longest = longest.unwrap_or_default();
            if is_address || longest == 0 || self.is_parent(name) {
                continue;
            }
            let needed = longest.max(name.chars().count()) + usize::from(GAP);
            if needed <= left || shown.is_empty() {
                left = left.saturating_sub(needed);
                shown.push(name);
            } else {
                hidden += 1;
            }
        }
        (shown, hidden)
    }

    fn is_parent(&self, name: &str) -> bool {
        let mut texts = self.rows.iter().map(|row| row.text(name));
        let first = texts.next();
        name.ends_with("_sid") && texts.all(|text| Some(text) == first)
    }
}

/// Returns the text of one record: a line for each property, wrapped at the width of the terminal.
pub fn record_text(record: &Cells) -> String {
    let mut lines = lines();
    if let Some((Width(width), _)) = terminal_size() {
        lines.set_content_arrangement(ContentArrangement::Dynamic);
        lines.set_width(width);
    }
    for name in record.names() {
        let text = record.text(name);
        lines.add_row([escaped_line(name), escaped_line(&text)]);
    }
    let widths = lines.column_max_content_widths();
    if let (Some(column), Some(width)) = (lines.column_mut(0), widths.first()) {
        let width = width.saturating_add(GAP);
        column.set_constraint(ColumnConstraint::Absolute(ColumnWidth::Fixed(width)));
    }
    text_of(&mut lines)
}

/// Returns the place of a column among those that may be left out: people read values before dates, and dates before SIDs of
/// other records.
fn priority(name: &str) -> u8 {
    match name {
        "sid" => 0,
        _ if name.ends_with("_sid") => 3,
        _ if name.starts_with("date_") => 2,
        _ => 1,
    }
}

/// Returns a table without lines between its cells.
fn lines() -> Lines {
    let mut lines = Lines::new();
    lines.load_style(NOTHING);
    lines
}

/// Returns the text of a table without white space at the ends of lines.
fn text_of(lines: &mut Lines) -> String {
    for column in lines.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    let lines = lines.lines();
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Returns the text of a cell in one line.
fn cell(row: &Cells, name: &str) -> String {
    let text = row.text(name);
    let text = escaped_line(&text);
    if text.width() <= MOST_COLUMNS {
        return text.into_owned();
    }
    let mut left = MOST_COLUMNS - 1;
    let start = text.chars().take_while(|character| {
        let fits = character.width().unwrap_or_default() <= left;
        left = left.saturating_sub(character.width().unwrap_or_default());
        fits
    });
    start.chain(['…']).collect()
}

fn width() -> usize {
    terminal_size().map_or(USUAL_WIDTH, |(Width(width), _)| usize::from(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&str]) -> Table {
        let mut table = Table::default();
        for text in texts {
            let json = serde_json::json!({ "sid": "KS", "name": text, "state": "open" });
            let cells = Cells::read(json.to_string().as_bytes());
            table.rows.extend(cells);
        }
        table
    }

    #[test]
    fn wide_characters_count_twice() {
        let names = ["sid", "name", "state"];
        // 3 + 2, 2 × 6 + 2, 5 + 2 columns.
        let table = rows(&["田中様田中様"]);
        assert_eq!(table.fitting(&names, 26), (names.to_vec(), 0));
        assert_eq!(table.fitting(&names, 25), (vec!["sid", "name"], 1));
    }

    #[test]
    fn a_long_text_is_cut_at_a_width() {
        let row = rows(&["田".repeat(40).as_str(), "n".repeat(61).as_str()]).rows;
        let cells: Vec<_> = row.iter().map(|row| cell(row, "name")).collect();
        assert_eq!(
            cells,
            [
                format!("{}…", "田".repeat(29)),
                format!("{}…", "n".repeat(59))
            ]
        );
        assert!(cells.iter().all(|cell| cell.width() <= MOST_COLUMNS));
    }
}
