//! A page's bytes as lines.

use crate::diagnostic::{Diagnostic, Place};

/// A line without its newline, and where its bytes lie in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) offset: usize,
    pub(super) text: &'a str,
    pub(super) fence: Fence,
    /// How many characters of the line stand before the text.
    pub(super) before: usize,
}

/// How a line stands to a fenced block of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// Not in a block.
    Outside,
    /// It opens or closes a block.
    Mark,
    /// Between the marks.
    Inside,
}

impl<'a> Line<'a> {
    /// The line without white space around it, no-break spaces included.
    pub(super) fn trimmed(&self) -> &'a str {
        self.text.trim_matches(blank)
    }

    /// The line without the marks of a Markdown heading or of bold text.
    pub(super) fn plain(&self) -> &'a str {
        self.trimmed()
            .trim_start_matches('#')
            .trim_matches(|c| blank(c) || c == '*')
    }

    /// Where the trimmed line starts.
    pub(super) fn place(&self) -> Place {
        self.place_of(self.text.len() - self.text.trim_start_matches(blank).len())
    }

    /// Where a byte of the line stands.
    pub(super) fn place_of(&self, byte: usize) -> Place {
        let within = self.text.get(..byte).unwrap_or(self.text).chars().count();
        let column = self.before + within + 1;
        Place {
            line: self.number,
            column,
        }
    }

    /// Returns the part from one piece of the text to another, as a line.
    pub(super) fn part(&self, first: &str, last: &str) -> Option<Self> {
        let at = |part: &str| (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let (start, end) = (at(first)?, at(last)? + last.len());
        Some(Self {
            offset: self.offset + start,
            text: self.text.get(start..end)?,
            before: self.before + self.text.get(..start)?.chars().count(),
            ..*self
        })
    }

    /// Where a part of the line stands.
    pub(super) fn place_within(&self, part: &str) -> Place {
        let start = self.text.as_ptr() as usize;
        self.place_of((part.as_ptr() as usize).saturating_sub(start))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }
}

/// White space, and what editors and publishers put in that looks like it.
pub(super) fn blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// The bytes as text without a byte order mark.
pub(super) fn decode(file: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = String::from_utf8_lossy(good);
            let line = good.matches('\n').count() + 1;
            let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            return Err(Diagnostic::of_file(
                file,
                format!(
                    "the page is not UTF-8: byte {} cannot be read",
                    error.valid_up_to()
                ),
                "save the page as UTF-8",
            )
            .at(Place { line, column }, &String::from_utf8_lossy(bytes)));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().all(blank) {
        return Err(Diagnostic::of_file(
            file,
            "the page is empty",
            "a page has a title and a line such as `GET https://host/path`; remove the file if it is not one",
        ));
    }
    Ok(text.to_owned())
}

/// The text's lines, whichever newline it has.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut offset = 0;
    let mut lines: Vec<Line<'_>> = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(index, whole)| {
            let line = Line {
                number: index + 1,
                offset,
                text: whole.trim_end_matches(['\n', '\r']),
                fence: Fence::Outside,
                before: 0,
            };
            offset += whole.len();
            line
        })
        .collect();
    let marks: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.trimmed().starts_with("```"))
        .map(|(index, _)| index)
        .collect();
    // A mark without its partner hides nothing of what follows it.
    for pair in marks.chunks(2) {
        let (Some(&start), end) = (pair.first(), pair.get(1)) else {
            continue;
        };
        for index in start..=*end.unwrap_or(&start) {
            if let Some(line) = lines.get_mut(index) {
                let is_mark = index == start || Some(&index) == end;
                line.fence = if is_mark { Fence::Mark } else { Fence::Inside };
            }
        }
    }
    lines
}

/// How many lines of settings stand before the page, between two lines of `---`.
pub(super) fn front_matter(lines: &[Line<'_>]) -> usize {
    let Some(start) = lines.iter().position(|line| !line.is_blank()) else {
        return 0;
    };
    let is_mark = |line: &Line<'_>| line.trimmed() == "---";
    let mut rest = lines.iter().enumerate().skip(start);
    if !rest.next().is_some_and(|(_, line)| is_mark(line)) {
        return 0;
    }
    for (index, line) in rest {
        if is_mark(line) {
            return index + 1;
        }
        let is_setting =
            line.is_blank() || line.text.starts_with([' ', '\t', '-']) || line.text.contains(':');
        if !is_setting {
            return 0;
        }
    }
    0
}
