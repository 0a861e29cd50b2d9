use std::fmt::{self, Write};

/// Text of a server, shown on one line: control characters are escaped, and a long text is shortened.
///
/// `Debug` adds quotes.
pub(crate) struct Escaped<'a> {
    text: &'a str,
    max_chars: usize,
}

impl<'a> Escaped<'a> {
    pub(crate) fn new(text: &'a str, max_chars: usize) -> Self {
        Self { text, max_chars }
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A character outside of ASCII has up to four bytes, and a log limits the bytes of a line.
        let max_bytes = self.max_chars.saturating_mul(5) / 2;
        let mut bytes = 0_usize;
        for (chars, char) in escaped(self.text).enumerate() {
            bytes = bytes.saturating_add(char.len_utf8());
            if chars == self.max_chars || bytes > max_bytes {
                return f.write_char('…');
            }
            f.write_char(char)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Escapes control characters, invisible ones and those that change the direction of text, as `Debug` of a `str` does.
///
/// Quotes and backslashes stay as they are, so that an ordinary sentence does not change.
fn escaped(text: &str) -> impl Iterator<Item = char> {
    const KEPT: [char; 3] = ['\'', '"', '\\'];
    text.split_inclusive(KEPT).flat_map(|piece| {
        let (rest, kept) = match piece.strip_suffix(KEPT) {
            Some(rest) => (rest, piece.chars().next_back()),
            None => (piece, None),
        };
        rest.escape_debug().chain(kept)
    })
}
