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
    /// How many lines it takes, blank ones before it included.
    pub(super) lines: usize,
}

impl Head {
    /// What stands for a head that is not there.
    pub(super) fn usual() -> Self {
        Self {
            columns: NAMES.iter().map(|(_, column)| *column).collect(),
            layout: Layout::Glued,
            lines: 0,
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
        let parted = |cells: Vec<&str>, layout| {
            let columns: Option<Vec<Column>> = cells.into_iter().map(column).collect();
            let columns = columns?;
            let head = Self {
                columns,
                layout,
                lines: first + 1,
            };
            (head.is_whole() && head.has(Column::Key)).then_some(head)
        };
        if line.text.contains('|') {
            return parted(cells::piped(line), Layout::Pipes);
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
            lines: taken,
        };
        (head.has(Column::Key) && head.has(Column::Datatype)).then_some(head)
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
