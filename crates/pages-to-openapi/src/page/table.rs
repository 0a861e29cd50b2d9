//! Tables of parameters, fields and headers, in the layouts that publishers paste: columns glued
//! together, parted by pipes or tabs, or each cell on a line of its own.

mod cell_text;
mod cells;
mod glued;
mod head;

pub(super) use glued::Names;

use super::model::{Datatype, Row};
use super::text::{self, Line};
use crate::diagnostic::{Located, Place};
pub(super) use cell_text::datatype;
use cell_text::{bare, flag, is_key};
use head::{Column, Head, Layout};

/// What is wrong with a table: message, what was expected.
pub(super) type Fault = Located<(String, &'static str)>;

/// Whether the lines begin with a table's head.
pub(super) fn starts(lines: &[Line<'_>]) -> bool {
    Head::read(lines).is_some()
}

/// Reads a table's rows.
///
/// # Errors
/// Lines that are neither a row nor part of one.
pub(super) fn read(lines: &[Line<'_>], names: &mut Names<'_>) -> Result<Vec<Row>, Fault> {
    let head = Head::read(lines).unwrap_or_else(Head::usual);
    let rest = lines.get(head.lines..).unwrap_or_default();
    // A whole table may stand on the line of its head.
    let rows = [head.rows_of_line(lines), rest.to_vec()].concat();
    let rows = rows.as_slice();
    let mut table = Table {
        head,
        rows: Vec::new(),
        fresh: false,
        blanks: 0,
    };
    let mut at = 0;
    while let Some(line) = rows.get(at) {
        at += 1;
        if line.is_blank() {
            table.blanks += 1;
            continue;
        }
        let rule = table.rows.is_empty() && cells::is_rule(line.trimmed());
        if rule || table.parted(line)? || table.spaced(line) {
            continue;
        }
        if let Some(next) = table.broken(line, rows, at) {
            at = next;
            continue;
        }
        let known = names.has(line.trimmed());
        if !known && table.glued(line, names) {
            continue;
        }
        let is_flag = table.fresh && !known && matches!(flag(line.trimmed()), Some((_, "")));
        if !is_flag && let Some(next) = table.lines(line, rows, at) {
            names.claim(line.trimmed());
            at = next;
            continue;
        }
        if known && table.glued(line, names) {
            continue;
        }
        let last = rows.iter().skip(at).all(Line::is_blank);
        if table.rows.is_empty() || (last && names.cut(line.trimmed())) {
            return Err(table.no_row(line));
        }
        table.go_on(line);
    }
    Ok(table.rows)
}

struct Table {
    head: Head,
    rows: Vec<Row>,
    /// Whether the last row may still get its flag.
    fresh: bool,
    /// Blank lines since the last one that was not.
    blanks: usize,
}

impl Table {
    /// The fault of a line that is neither a row nor part of one.
    fn no_row(&self, line: &Line<'_>) -> Fault {
        let message = if self.head.lines == 0 {
            "the table has no head, and its first line is no row"
        } else {
            "the row has no datatype"
        };
        let expected = "expected a key and its datatype, such as `PageSize` and `number`";
        Located::new((message.to_owned(), expected), line.place())
    }

    fn open(&mut self, key: &str, place: Place, datatype: Datatype) {
        self.rows.push(Row {
            key: Located::new(key.to_owned(), place),
            datatype,
            required: false,
            description: None,
        });
        self.fresh = true;
        self.blanks = 0;
    }

    /// A row whose cells are parted; false where the line is none.
    fn parted(&mut self, line: &Line<'_>) -> Result<bool, Fault> {
        let cells = match self.head.layout {
            Layout::Pipes => cells::piped(line),
            Layout::Tabs => cells::tabbed(line),
            Layout::Glued if line.text.contains('\t') => cells::tabbed(line),
            Layout::Glued | Layout::Lines => return Ok(false),
        };
        let at = |wanted| {
            let index = self.head.columns.iter().position(|c| *c == wanted)?;
            cells.get(index).map(|cell| bare(cell))
        };
        let Some(key) = at(Column::Key).filter(|key| !key.is_empty()) else {
            return Ok(false);
        };
        let framed = self.head.layout == Layout::Pipes
            && line.trimmed().starts_with('|')
            && cells::closed(line.trimmed());
        let whole = cells.len() == self.head.columns.len();
        let datatype = match at(Column::Datatype) {
            Some(word) if word.is_empty() && whole => Datatype::Unknown,
            Some(word) => match datatype(word) {
                Some(datatype) => datatype,
                None if framed && whole && word.chars().all(char::is_alphanumeric) => {
                    return Err(Located::new(
                        (
                            format!("unknown datatype `{word}`"),
                            "expected string, number, integer, boolean, array, object or null",
                        ),
                        line.place_within(word),
                    ));
                }
                None => return Ok(false),
            },
            None if whole => Datatype::Unknown,
            None => return Ok(false),
        };
        self.open(key, line.place_within(key), datatype);
        self.fill(line, &cells);
        Ok(true)
    }

    /// Adds the cells of the flag and the description to the last row.
    fn fill(&mut self, line: &Line<'_>, cells: &[&str]) {
        let columns = self.head.columns.clone();
        for (index, column) in columns.iter().enumerate() {
            let Some(cell) = cells.get(index) else {
                continue;
            };
            match column {
                Column::Required => self.flag(cell, line.place_within(cell)),
                Column::Description => {
                    // Pipes that nobody escaped belong to the last column.
                    let text = if index + 1 == columns.len() && cells.len() > columns.len() {
                        let start =
                            (cell.as_ptr() as usize).saturating_sub(line.text.as_ptr() as usize);
                        cells::unframed(line.text.trim_end_matches(text::blank))
                            .get(start..)
                            .unwrap_or(cell)
                    } else {
                        cell
                    };
                    self.add(&text.replace("\\|", "|"), line.place_within(cell));
                }
                Column::Key | Column::Datatype => {}
            }
        }
    }

    /// The flag's own cell. A text that is no flag is the description's first.
    fn flag(&mut self, cell: &str, place: Place) {
        let word = bare(cell).trim_matches(['(', ')']).to_lowercase();
        match word.as_str() {
            "true" | "yes" | "required" => {
                if let Some(row) = self.rows.last_mut() {
                    row.required = true;
                }
                self.fresh = false;
            }
            "false" | "no" | "optional" => self.fresh = false,
            _ => self.add(cell, place),
        }
    }

    /// A row whose columns are glued together.
    fn glued(&mut self, line: &Line<'_>, names: &mut Names<'_>) -> bool {
        if !matches!(self.head.layout, Layout::Glued | Layout::Tabs) {
            return false;
        }
        let text = line.trimmed();
        let Some(split) = glued::split(text, names, self.head.flag_first()) else {
            return false;
        };
        let (Some(key), Some(rest)) = (text.get(..split.key), text.get(split.end..)) else {
            return false;
        };
        self.open(key, line.place(), split.datatype);
        names.claim(key);
        if let Some(required) = split.flag {
            if let Some(row) = self.rows.last_mut() {
                row.required = required;
            }
            self.fresh = false;
        }
        self.add(rest, line.place_within(rest));
        true
    }

    /// A row whose cells have a line each: the line after its datatype.
    fn lines(&mut self, line: &Line<'_>, rows: &[Line<'_>], at: usize) -> Option<usize> {
        let key = line.trimmed();
        if !matches!(self.head.layout, Layout::Glued | Layout::Lines) || !is_key(key) {
            return None;
        }
        let filled = |from: usize| {
            let mut rest = rows.iter().enumerate().skip(from);
            rest.find(|(_, line)| !line.is_blank())
        };
        let (mut index, mut next) = filled(at)?;
        let mut said = None;
        if self.head.flag_first()
            && let Some((required, "")) = flag(next.trimmed())
        {
            said = Some(required);
            (index, next) = filled(index + 1)?;
        }
        let text = next.trimmed();
        let (word, rest) = match text.split_once(text::blank) {
            Some(parts) if self.head.spaced => parts,
            _ => (text, ""),
        };
        let datatype = datatype(word)?;
        self.open(key, line.place(), datatype);
        if let (Some(required), Some(row)) = (said, self.rows.last_mut()) {
            row.required = required;
            self.fresh = false;
        }
        self.add(rest, next.place_within(rest));
        Some(index + 1)
    }

    /// A row between pipes that is broken over lines, which begins with its key on a line of its own. Returns the line after it.
    fn broken(&mut self, line: &Line<'_>, rows: &[Line<'_>], at: usize) -> Option<usize> {
        let key = line.trimmed();
        if self.head.layout != Layout::Pipes || key.contains('|') || !is_key(key) {
            return None;
        }
        let mut cells: Vec<(&str, Place)> = Vec::new();
        let mut end = at;
        for (index, line) in rows.iter().enumerate().skip(at) {
            let text = line.trimmed();
            if text.is_empty() {
                continue;
            }
            if cells.is_empty() && end == at && !text.starts_with('|') {
                return None;
            }
            end = index + 1;
            let parts = text.split('|').map(|cell| cell.trim_matches(text::blank));
            let place = |cell| line.place_within(cell);
            cells.extend(
                parts
                    .filter(|cell| !cell.is_empty())
                    .map(|cell| (cell, place(cell))),
            );
            // A pipe at the end closes the row, unless nothing but the key came before it.
            if !cells.is_empty() && text.ends_with('|') {
                break;
            }
        }
        let (word, _) = cells.first()?;
        let datatype = datatype(word)?;
        self.open(key, line.place(), datatype);
        for (cell, place) in cells.into_iter().skip(1) {
            self.flag(cell, place);
        }
        Some(end)
    }

    /// A row whose cells are parted by spaces: a key, its datatype and the rest.
    fn spaced(&mut self, line: &Line<'_>) -> bool {
        if !self.head.spaced {
            return false;
        }
        let text = line.trimmed();
        let Some((key, rest)) = text.split_once(text::blank) else {
            return false;
        };
        let rest = rest.trim_start_matches(text::blank);
        let (word, rest) = rest.split_once(text::blank).unwrap_or((rest, ""));
        let Some(datatype) = datatype(word).filter(|_| is_key(key)) else {
            return false;
        };
        self.open(key, line.place(), datatype);
        self.add(rest, line.place_within(rest));
        true
    }

    /// A line that goes on with the last row's description.
    fn go_on(&mut self, line: &Line<'_>) {
        let mut text = line.trimmed();
        if self.head.layout == Layout::Pipes {
            if !text.starts_with('|') {
                text = cells::unframed(text);
            }
            self.fresh = false;
        }
        self.add(&text.replace("\\|", "|"), line.place());
    }

    /// Puts text to the last row: the flag where it stands first, else the description.
    fn add(&mut self, text: &str, mut place: Place) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let mut text = text.trim_matches(text::blank);
        let mut skip = |from: &mut &str, rest: &str| {
            let kept = from.len() - rest.len();
            place.column += from.get(..kept).unwrap_or_default().chars().count();
            *from = from.get(kept..).unwrap_or_default();
        };
        let flagged = self.fresh && self.head.has(Column::Required);
        if flagged && let Some((required, rest)) = flag(text) {
            row.required |= required;
            skip(&mut text, rest);
            self.fresh = false;
        }
        if row.description.is_none() {
            for (mark, required) in [("(required)", true), ("(optional)", false)] {
                let head = text.get(..mark.len()).unwrap_or_default();
                if head.eq_ignore_ascii_case(mark) {
                    row.required |= required;
                    let rest = text.get(mark.len()..).unwrap_or_default();
                    skip(&mut text, rest.trim_start_matches(text::blank));
                    self.fresh = false;
                }
            }
        }
        if text.is_empty() {
            return;
        }
        self.fresh = false;
        let blanks = std::mem::take(&mut self.blanks);
        let prose = row.description.get_or_insert_default();
        if !prose.text.is_empty() {
            for _ in 0..blanks {
                prose.push("", place);
            }
        }
        prose.push(text, place);
    }
}
