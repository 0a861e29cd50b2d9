//! A table's head: which columns there are, and how they are parted.

use super::super::text::Line;
use super::cell_text::datatype;
use super::cells;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Key,
    Datatype,
    Required,
    Description,
}

const NAMES: [(&str, Column); 4] = [
    ("key", Column::Key),
    ("datatype", Column::Datatype),
    ("required", Column::Required),
    ("description", Column::Description),
];

/// How cells are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Pipes,
    Tabs,
    /// Not at all; a cell may still have a line of its own.
    Glued,
    /// Each cell has a line of its own.
    Lines,
}

#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) columns: Vec<Column>,
    pub(super) layout: Layout,
    /// Whether spaces part the cells of a row, though not reliably.
    pub(super) spaced: bool,
    /// How many lines it takes, blank ones before it included.
    pub(super) lines: usize,
    /// How many cells of its line are the head, if rows follow on the line.
    pub(super) cells: Option<usize>,
}

impl Head {
    /// What stands for a head that is not there.
    pub(super) fn usual() -> Self {
        Self {
            columns: NAMES.iter().map(|(_, column)| *column).collect(),
            layout: Layout::Glued,
            spaced: false,
            lines: 0,
            cells: None,
        }
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Whether the flag stands between key and datatype.
    pub(super) fn flag_first(&self) -> bool {
        let at = |wanted| self.columns.iter().position(|column| *column == wanted);
        match (at(Column::Required), at(Column::Datatype)) {
            (Some(flag), Some(datatype)) => flag < datatype,
            _ => false,
        }
    }

    /// Reads the head from the first line that is not blank.
    pub(super) fn read(lines: &[Line<'_>]) -> Option<Self> {
        let first = lines.iter().position(|line| !line.is_blank())?;
        let line = lines.get(first)?;
        let parted = |cells: Vec<&str>, layout| Self::parted(&cells, layout, first + 1);
        if line.text.contains('|') {
            return Self::piped(cells::piped(line), first + 1);
        }
        if line.text.contains('\t')
            && let Some(head) = parted(cells::tabbed(line), Layout::Tabs)
        {
            return Some(head);
        }
        let mut columns = glued(line.trimmed())?;
        let mut taken = first + 1;
        let in_lines = columns.len() == 1;
        if in_lines {
            let filled = |from: usize| {
                let mut rest = lines.iter().enumerate().skip(from);
                rest.find(|(_, line)| !line.is_blank())
            };
            while let Some((index, line)) = filled(taken) {
                let Some(next) = column(line.trimmed()).filter(|next| !columns.contains(next))
                else {
                    break;
                };
                // `description` may also be the first row's key, and `number` too.
                let datatype = |from: usize| {
                    let (index, line) = filled(from)?;
                    datatype(line.trimmed()).map(|_| index)
                };
                if datatype(index + 1).is_some_and(|index| datatype(index + 1).is_none()) {
                    break;
                }
                columns.push(next);
                taken = index + 1;
            }
        }
        let head = Self {
            columns,
            layout: if in_lines {
                Layout::Lines
            } else {
                Layout::Glued
            },
            spaced: !in_lines && line.trimmed().contains(super::super::text::blank),
            lines: taken,
            cells: None,
        };
        (head.has(Column::Key) && head.has(Column::Datatype)).then_some(head)
    }

    /// Returns the head of a line whose cells are all names of columns.
    fn parted(cells: &[&str], layout: Layout, lines: usize) -> Option<Self> {
        let columns: Option<Vec<Column>> = cells.iter().copied().map(column).collect();
        let head = Self {
            columns: columns?,
            layout,
            spaced: false,
            lines,
            cells: None,
        };
        (head.is_whole() && head.has(Column::Key)).then_some(head)
    }

    /// Returns the head of a line with pipes. Rows may follow on the line, after an empty cell.
    fn piped(cells: Vec<&str>, lines: usize) -> Option<Self> {
        let known = cells
            .iter()
            .take_while(|cell| column(cell).is_some())
            .count();
        let is_whole_table = known > 1 && cells.get(known).is_some_and(|cell| cell.is_empty());
        if !is_whole_table || known + 1 >= cells.len() {
            return Self::parted(&cells, Layout::Pipes, lines);
        }
        let head = Self::parted(cells.get(..known)?, Layout::Pipes, lines)?;
        Some(Self {
            cells: Some(known),
            ..head
        })
    }

    /// Returns the rows that stand on the line of the head, each as a line.
    pub(super) fn rows_of_line<'a>(&self, lines: &[Line<'a>]) -> Vec<Line<'a>> {
        let line = self.lines.checked_sub(1).and_then(|index| lines.get(index));
        let (Some(line), Some(columns)) = (line, self.cells) else {
            return Vec::new();
        };
        let cells = cells::piped(line);
        // An empty cell parts a row from the next.
        let rows = cells
            .get(columns + 1..)
            .unwrap_or_default()
            .chunks(columns + 1);
        rows.filter_map(|row| {
            let last = row.get(columns - 1).or(row.last())?;
            line.part(row.first()?, last)
        })
        .collect()
    }

    fn is_whole(&self) -> bool {
        let mut seen = Vec::new();
        self.columns.len() > 1
            && self.columns.iter().all(|column| {
                let fresh = !seen.contains(column);
                seen.push(*column);
                fresh
            })
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

fn column(text: &str) -> Option<Column> {
    let letters = letters(text);
    let found = NAMES.iter().find(|(name, _)| *name == letters);
    found.map(|(_, column)| *column)
}

/// The columns of a line that is nothing but their names.
fn glued(text: &str) -> Option<Vec<Column>> {
    let letters = letters(text);
    let mut rest = letters.as_str();
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let (name, column) = NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        if columns.contains(column) {
            return None;
        }
        columns.push(*column);
        rest = rest.get(name.len()..)?;
    }
    (!columns.is_empty()).then_some(columns)
}
