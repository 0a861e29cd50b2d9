//! JSON that is nearly right, rewritten as JSON of the same length, so that places stay.

use std::iter::repeat_n;

/// JSON that is nearly right, with what was wrong.
#[derive(Debug, Default)]
pub(super) struct LenientJson {
    pub(super) text: String,
    /// What was wrong, with the byte of each place.
    pub(super) doubts: Vec<(usize, Doubt)>,
}

/// The value that a variable becomes: a placeholder that states no type. The shortest variable is as long.
const UNKNOWN: &str = "\"<a>\"";

/// Something that JSON does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    TrailingComma,
    Comment,
    /// A variable instead of a value.
    Variable,
    /// A variable instead of members, so that the members are unknown.
    Members,
}

impl Doubt {
    /// Returns what is wrong, in words.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::TrailingComma => "the JSON has a comma after the last value",
            Self::Comment => "the JSON has a comment",
            Self::Variable => "a variable stands for a value: its type is unknown",
            Self::Members => "a variable stands for members: the object is left open",
        }
    }
}

impl LenientJson {
    /// Rewrites a text. It need not be JSON after that.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let length = reader.step(rest, character);
            rest = rest.get(length..).unwrap_or_default();
        }
        Self {
            text: reader.out,
            doubts: reader.doubts,
        }
    }
}

#[derive(Default)]
struct Reader {
    out: String,
    doubts: Vec<(usize, Doubt)>,
    /// The brackets that are open.
    open: Vec<char>,
    /// The last character that is no white space, with its byte.
    last: Option<(usize, char)>,
}

impl Reader {
    /// Copies or replaces the next part of the text, and returns its length in bytes.
    fn step(&mut self, rest: &str, character: char) -> usize {
        let at = self.out.len();
        if let Some(comment) = comment(rest) {
            self.doubts.push((at, Doubt::Comment));
            self.blank(comment);
            return comment.len();
        }
        if let Some(variable) = variable(rest) {
            let is_key = self.open.last() == Some(&'{')
                && self.last.is_some_and(|(_, last)| "{,".contains(last));
            if is_key {
                self.doubts.push((at, Doubt::Members));
                return self.members(rest, variable);
            }
            self.doubts.push((at, Doubt::Variable));
            self.out.push_str(UNKNOWN);
            self.blank(variable.get(UNKNOWN.len()..).unwrap_or_default());
            self.last = Some((at, '"'));
            return variable.len();
        }
        if character == '"' {
            let string = string(rest);
            self.out.push_str(string);
            self.last = Some((at, '"'));
            return string.len();
        }
        match character {
            '{' | '[' => self.open.push(character),
            '}' | ']' => {
                self.open.pop();
                if let Some((comma, ',')) = self.last {
                    self.doubts.push((comma, Doubt::TrailingComma));
                    self.out.replace_range(comma..=comma, " ");
                }
            }
            _ => {}
        }
        if !character.is_whitespace() {
            self.last = Some((at, character));
        }
        self.out.push(character);
        character.len_utf8()
    }

    /// Removes a variable in the place of members, with the comma after it. A variable in the place of a key becomes a key.
    fn members(&mut self, rest: &str, variable: &str) -> usize {
        let after = rest.get(variable.len()..).unwrap_or_default();
        let gap = after.len() - after.trim_start().len();
        if after.trim_start().starts_with(':') {
            self.out.push_str("\"\"");
            self.blank(variable.get(2..).unwrap_or_default());
            self.last = Some((self.out.len(), '"'));
            return variable.len();
        }
        let comma = usize::from(after.trim_start().starts_with(','));
        let length = variable.len() + if comma > 0 { gap + comma } else { 0 };
        self.blank(rest.get(..length).unwrap_or_default());
        length
    }

    /// Writes spaces for a part, as many bytes as it has. Line breaks stay.
    fn blank(&mut self, part: &str) {
        for character in part.chars() {
            match character {
                '\n' => self.out.push('\n'),
                other => self.out.extend(repeat_n(' ', other.len_utf8())),
            }
        }
    }
}

/// Returns the comment that a text begins with.
fn comment(text: &str) -> Option<&str> {
    if text.starts_with("//") {
        return text.get(..text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return text.get(..text.find("*/")? + 2);
    }
    None
}

/// Returns the variable that a text begins with, such as `{{size}}`.
fn variable(text: &str) -> Option<&str> {
    let name = text.strip_prefix("{{")?;
    let end = name.find("}}")?;
    let is_name = name
        .get(..end)?
        .chars()
        .all(|c| c.is_alphanumeric() || " _-.$".contains(c));
    (is_name && end > 0).then(|| text.get(..end + 4)).flatten()
}

/// Returns the string that a text begins with, to its closing quote or to the end.
fn string(text: &str) -> &str {
    let mut is_escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return text.get(..=index).unwrap_or(text),
            _ => {}
        }
    }
    text
}
