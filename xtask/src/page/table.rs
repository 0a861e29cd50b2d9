//! Tables of parameters, fields and headers, in the layouts that publishers paste: columns glued
//! together, parted by pipes or tabs, or each cell on a line of its own.

use super::text::{self, Line};
use super::{Datatype, Prose, Row};
use crate::diagnostic::{Located, Place};
use std::collections::HashSet;

const COLUMNS: [&str; 4] = ["key", "datatype", "required", "description"];

/// Longest first, so that none hides another.
const DATATYPES: [(&str, Datatype); 10] = [
    ("undefined", Datatype::Unknown),
    ("integer", Datatype::Integer),
    ("boolean", Datatype::Boolean),
    ("string", Datatype::String),
    ("number", Datatype::Number),
    ("object", Datatype::Object),
    ("array", Datatype::Array),
    ("float", Datatype::Number),
    ("null", Datatype::Unknown),
    ("any", Datatype::Unknown),
];

/// The names of headers that pages list, to tell them from a glued datatype.
pub(super) fn headers() -> HashSet<&'static str> {
    HashSet::from(["Accept", "Content-Type", "Authorization"])
}

/// Whether the lines begin with a table's head.
pub(super) fn starts(lines: &[Line<'_>]) -> bool {
    head_length(lines).is_some()
}

/// The lines of the head, from the first line that is not blank: all on one, or a column a line.
fn head_length(lines: &[Line<'_>]) -> Option<usize> {
    let mut said = String::new();
    for (index, line) in lines.iter().enumerate() {
        said.extend(
            line.trimmed()
                .chars()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase),
        );
        if said == COLUMNS.concat() {
            return Some(index + 1);
        }
        if !COLUMNS.concat().starts_with(&said) {
            return None;
        }
    }
    None
}

/// Reads a table's rows. `known` are names that the page shows elsewhere: they decide where a key
/// ends that is glued to its datatype.
pub(super) fn read(lines: &[Line<'_>], known: &HashSet<&str>) -> Vec<Row> {
    let rows = lines
        .get(head_length(lines).unwrap_or(0)..)
        .unwrap_or_default();
    let piped = lines
        .iter()
        .find(|line| !line.is_blank())
        .is_some_and(|line| line.trimmed().starts_with('|'));
    let mut table = Table::default();
    let mut at = 0;
    while let Some(line) = rows.get(at) {
        at += 1;
        if line.is_blank() || (piped && is_rule(line.trimmed())) {
            continue;
        }
        if piped && line.trimmed().starts_with('|') {
            table.cells(line, &split_pipes(line));
        } else if !piped && line.text.contains('\t') && table.cells(line, &split_tabs(line)) {
        } else if !piped && let Some((row, rest)) = glued(line, known) {
            table.open(row);
            table.add(rest.value, rest.place);
        } else if !piped
            && is_key(line.trimmed())
            && let Some((next, datatype)) = following_datatype(rows, at)
        {
            table.open(row(line.trimmed(), line.place(), datatype));
            at = next;
        } else {
            table.add(line.trimmed().trim_end_matches('|'), line.place());
        }
    }
    table.rows
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    fresh: bool,
}

impl Table {
    fn open(&mut self, row: Row) {
        self.rows.push(row);
        self.fresh = true;
    }

    /// A row whose cells are told apart. A line whose second cell is no datatype goes on with the
    /// row before.
    fn cells(&mut self, line: &Line<'_>, cells: &[(usize, &str)]) -> bool {
        let mut cells = cells.iter();
        let (Some((start, key)), Some((_, datatype))) = (cells.next(), cells.next()) else {
            return false;
        };
        let word = datatype.to_lowercase();
        let known = DATATYPES.iter().find(|(name, _)| *name == word);
        let datatype = match known {
            Some((_, datatype)) => *datatype,
            None if word.is_empty() && !key.is_empty() => Datatype::Unknown,
            None => return false,
        };
        self.open(row(key, line.place_of(*start), datatype));
        for (start, text) in cells {
            self.add(&text.replace("\\|", "|"), line.place_of(*start));
        }
        true
    }

    /// Puts text to the last row: the flag where it stands first, else the description.
    fn add(&mut self, text: &str, mut place: Place) {
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let mut text = text.trim_matches(text::blank);
        if self.fresh {
            for (flag, required) in [("true", true), ("false", false)] {
                if let Some(rest) = strip_word(text, flag) {
                    row.required |= required;
                    place.column += text.chars().count() - rest.chars().count();
                    text = rest;
                    break;
                }
            }
        }
        if row.description.is_none() {
            for (flag, required) in [("(required)", true), ("(optional)", false)] {
                let head = text.get(..flag.len()).unwrap_or_default();
                if head.eq_ignore_ascii_case(flag) {
                    row.required |= required;
                    let rest = text.get(flag.len()..).unwrap_or_default();
                    let rest = rest.trim_start_matches(text::blank);
                    place.column += text.chars().count() - rest.chars().count();
                    text = rest;
                }
            }
        }
        if text.is_empty() {
            return;
        }
        self.fresh = false;
        row.description
            .get_or_insert_with(Prose::default)
            .push(text, place);
    }
}

fn row(key: &str, place: Place, datatype: Datatype) -> Row {
    Row {
        key: Located::new(key.to_owned(), place),
        datatype,
        required: false,
        description: None,
    }
}

/// The text after a word that is not the head of a longer one.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    let goes_on = rest.starts_with(|c: char| c.is_lowercase() || c == '-' || c == '_');
    (!goes_on).then(|| rest.trim_start_matches(text::blank))
}

/// A row whose columns are glued together, and what follows its datatype.
fn glued<'a>(line: &Line<'a>, known: &HashSet<&str>) -> Option<(Row, Located<&'a str>)> {
    let text = line.trimmed();
    let place = line.place();
    let (end, datatype, width) = known_key(text, known).or_else(|| guessed_key(text))?;
    let key = text.get(..end)?;
    let rest = text.get(end + width..)?;
    let column = place.column + text.get(..end + width)?.chars().count();
    Some((
        row(key, place, datatype),
        Located::new(rest, Place { column, ..place }),
    ))
}

/// The longest known name at the line's head that a datatype follows.
fn known_key(text: &str, known: &HashSet<&str>) -> Option<(usize, Datatype, usize)> {
    known
        .iter()
        .filter_map(|name| {
            let rest = text.strip_prefix(name)?;
            let (word, datatype) = DATATYPES.iter().find(|(word, _)| rest.starts_with(word))?;
            Some((name.len(), *datatype, word.len()))
        })
        .max_by_key(|(length, ..)| *length)
}

/// The first datatype in the line's first word that a description could follow, else the first.
fn guessed_key(text: &str) -> Option<(usize, Datatype, usize)> {
    let first = text.split(text::blank).next()?;
    let mut found = Vec::new();
    for (index, _) in first.char_indices().skip(1) {
        let rest = first.get(index..)?;
        // `any` and its like hide in too many names.
        let datatypes = DATATYPES.iter().filter(|(word, _)| word.len() > 3);
        for (word, datatype) in datatypes {
            if let Some(after) = rest.strip_prefix(word) {
                let ends_line = index + word.len() == text.len();
                if after.is_empty() && !ends_line {
                    // A glued description follows without a space.
                    continue;
                }
                let flag = strip_word(after, "true").or_else(|| strip_word(after, "false"));
                let good = ends_line
                    || flag.is_some()
                    || after.starts_with(|c: char| !c.is_lowercase() && c != '_' && c != '-');
                found.push((good, (index, *datatype, word.len())));
            }
        }
    }
    let is_name = |end: usize| first.get(..end).is_some_and(is_key);
    found.retain(|(_, (end, ..))| is_name(*end));
    let good = found.iter().find(|(good, _)| *good);
    good.or(found.first()).map(|(_, key)| *key)
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.[]$@:*<>{}~".contains(c))
}

/// The datatype on the next line that is not blank, and the line after it.
fn following_datatype(rows: &[Line<'_>], from: usize) -> Option<(usize, Datatype)> {
    let (index, line) = rows
        .iter()
        .enumerate()
        .skip(from)
        .find(|(_, line)| !line.is_blank())?;
    let word = line.trimmed();
    let (_, datatype) = DATATYPES.iter().find(|(name, _)| *name == word)?;
    Some((index + 1, *datatype))
}

fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| "|-: \t".contains(c))
}

/// A row's cells between pipes, each with its byte in the line; `\|` parts nothing.
fn split_pipes<'a>(line: &Line<'a>) -> Vec<(usize, &'a str)> {
    let text = line.text;
    let mut bounds = Vec::new();
    let mut escaped = false;
    for (index, character) in text.char_indices() {
        if character == '|' && !escaped {
            bounds.push(index);
        }
        escaped = character == '\\' && !escaped;
    }
    let closed = line.trimmed().ends_with('|') && bounds.len() > 1;
    if !closed {
        bounds.push(text.len());
    }
    bounds
        .windows(2)
        .filter_map(|pair| match pair {
            [start, end] => cell(text, start + 1, *end),
            _ => None,
        })
        .collect()
}

fn split_tabs<'a>(line: &Line<'a>) -> Vec<(usize, &'a str)> {
    let mut start = 0;
    line.text
        .split('\t')
        .filter_map(|part| {
            let from = start;
            start += part.len() + 1;
            cell(line.text, from, from + part.len())
        })
        .collect()
}

fn cell(text: &str, start: usize, end: usize) -> Option<(usize, &str)> {
    let whole = text.get(start..end)?;
    let trimmed = whole.trim_start_matches(text::blank);
    Some((
        start + whole.len() - trimmed.len(),
        trimmed.trim_end_matches(text::blank),
    ))
}
