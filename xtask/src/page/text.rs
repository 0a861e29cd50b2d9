//! A page's bytes as lines.

use crate::diagnostic::{Diagnostic, Place};

/// A line without its newline, and where its bytes lie in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) offset: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line without white space around it, no-break spaces included.
    pub(super) fn trimmed(&self) -> &'a str {
        self.text.trim_matches(blank)
    }

    /// Where the trimmed line starts.
    pub(super) fn place(&self) -> Place {
        self.place_of(self.text.len() - self.text.trim_start_matches(blank).len())
    }

    /// Where a byte of the line stands.
    pub(super) fn place_of(&self, byte: usize) -> Place {
        let column = self.text.get(..byte).unwrap_or(self.text).chars().count() + 1;
        Place {
            line: self.number,
            column,
        }
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
    text.split_inclusive('\n')
        .enumerate()
        .map(|(index, whole)| {
            let line = Line {
                number: index + 1,
                offset,
                text: whole.trim_end_matches(['\n', '\r']),
            };
            offset += whole.len();
            line
        })
        .collect()
}
