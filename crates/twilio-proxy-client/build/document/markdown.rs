//! Text of a description as Markdown in which nothing is code to run, HTML, or a link to an item.
//!
//! rustdoc compiles and runs a code block that names no other language, resolves brackets as paths of Rust, and passes
//! HTML through. So a line of the result never starts with a space or holds two in a row, which leaves no indented
//! block, and every other character that could begin a block of code, a table, HTML or a link is escaped. Blocks of
//! code become blocks of `text`, after a blank line and with a fence longer than any inside.

use std::iter::repeat_n;

/// Returns the text as Markdown that rustdoc shows and never runs.
pub fn inert(text: &str) -> String {
    let text = printable(text);
    let mut shown = Markdown::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(fence) = Fence::opened_by(line) {
            let block: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !fence.is_closed_by(line))
                .collect();
            shown.text_block(&block);
        } else if let Some(code) = unindented(line).filter(|_| shown.ends_with_blank()) {
            let mut block = vec![code];
            let is_code = |line: &&str| unindented(line).is_some() || line.trim().is_empty();
            while let Some(line) = lines.next_if(is_code) {
                block.push(unindented(line).unwrap_or_default());
            }
            let end = block.iter().rposition(|line| !line.is_empty());
            block.truncate(end.map_or(0, |end| end + 1));
            shown.text_block(&block);
        } else {
            shown.line(escaped(line));
        }
    }
    shown.0.join("\n").trim().to_owned()
}

/// Returns a name as a code span.
pub fn code_span(name: &str) -> String {
    let name = printable(name);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.contains('`') {
        let ticks = "`".repeat(longest_run(&name, '`') + 1);
        format!("{ticks} {name} {ticks}")
    } else {
        format!("`{name}`")
    }
}

/// Removes characters that change the direction of text, because rustc refuses them in a comment. Replaces other
/// control characters with spaces.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_direction = |c: &char| matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_other = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    text.chars()
        .filter(|c| !is_direction(c))
        .map(|c| if is_other(c) { ' ' } else { c })
        .collect()
}

/// Lines of Markdown.
#[derive(Default)]
struct Markdown(Vec<String>);

impl Markdown {
    fn ends_with_blank(&self) -> bool {
        self.0.last().is_none_or(String::is_empty)
    }

    /// Adds a line. Of blank lines in a row, the first is enough.
    fn line(&mut self, line: String) {
        if !(line.is_empty() && self.ends_with_blank()) {
            self.0.push(line);
        }
    }

    fn text_block(&mut self, block: &[&str]) {
        self.line(String::new());
        let longest = block
            .iter()
            .map(|line| longest_run(line, '`'))
            .max()
            .unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.line(format!("{fence}text"));
        self.0
            .extend(block.iter().map(|line| line.replace('\t', "    ")));
        self.line(fence);
        self.line(String::new());
    }
}

/// Returns the length of the longest run of a character.
fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// The characters around a block of code.
struct Fence {
    character: char,
    length: usize,
}

impl Fence {
    /// Returns the fence at the start of a line, after the markers of lists and quotes.
    fn opened_by(line: &str) -> Option<Self> {
        let line = line.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || "-*+>.)".contains(c)
        });
        let character = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = line.trim_start_matches(character);
        let length = line.len() - info.len();
        // In CommonMark, ```x``` in one line is a code span.
        (length >= 3 && !(character == '`' && info.contains('`')))
            .then_some(Self { character, length })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line
            .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
            .trim_end();
        line.len() >= self.length && line.chars().all(|c| c == self.character)
    }
}

/// Returns the code of a line that is code after a blank one.
fn unindented(line: &str) -> Option<&str> {
    let is_indented = |code: &&str| !code.trim().is_empty();
    let after_tab = line.trim_start_matches(' ').strip_prefix('\t');
    line.strip_prefix("    ").or(after_tab).filter(is_indented)
}

/// Escapes a line, except for code spans and links to the web.
fn escaped(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(c) = rest.chars().next() {
        let kept = escape(rest)
            .or_else(|| code(rest))
            .or_else(|| web_link(rest))
            .unwrap_or(0);
        if let Some((kept, after)) = rest
            .split_at_checked(kept)
            .filter(|(kept, _)| !kept.is_empty())
        {
            shown.push_str(kept);
            rest = after;
        } else if c == '`' {
            let after = rest.trim_start_matches('`');
            shown.extend(repeat_n("\\`", rest.len() - after.len()));
            rest = after;
        } else if let Some((address, _)) =
            address_length(rest).and_then(|length| rest.split_at_checked(length))
        {
            let address = address.trim_end_matches(|c| ".,;:!?'*_~".contains(c));
            shown.push_str(&format!("<{address}>"));
            rest = rest.strip_prefix(address).unwrap_or_default();
        } else {
            if is_special(rest) {
                shown.push('\\');
            }
            shown.push(c);
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    shown
}

/// Whether a character outside of code spans and links begins an image, HTML, a link, a cell of a table, or a fence.
fn is_special(rest: &str) -> bool {
    let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    rest.starts_with(['[', '|'])
        || rest.starts_with("![")
        || rest.starts_with("~~~")
        || rest
            .strip_prefix('<')
            .is_some_and(|tag| tag.starts_with(is_tag))
}

/// Returns the length of an escape at the start.
fn escape(rest: &str) -> Option<usize> {
    let escaped = rest.strip_prefix('\\')?;
    escaped
        .starts_with(|c: char| c.is_ascii_punctuation())
        .then_some(2)
}

/// Returns the length of a code span at the start. With a bar it is escaped, because the bar would end it in a table.
fn code(rest: &str) -> Option<usize> {
    let code = rest.trim_start_matches('`');
    let ticks = rest.len() - code.len();
    if !(1..=2).contains(&ticks) {
        return None;
    }
    let mut inside = code;
    loop {
        let (words, after) = inside.split_at_checked(inside.find('`')?)?;
        let left = after.trim_start_matches('`');
        if words.contains('|') {
            return None;
        }
        if after.len() - left.len() == ticks {
            return Some(rest.len() - left.len());
        }
        inside = left;
    }
}

/// Returns the length of `<https://…>` or `[words](https://…)` at the start.
fn web_link(rest: &str) -> Option<usize> {
    let (address, end) = if let Some(address) = rest.strip_prefix('<') {
        (address, '>')
    } else {
        let words = rest.strip_prefix('[')?;
        let after = words.get(words.find(['[', ']', '<', '`', '|', '\\'])?..)?;
        (after.strip_prefix("](")?, ')')
    };
    let after = address.get(address_length(address)?..)?.strip_prefix(end)?;
    Some(rest.len() - after.len())
}

/// Returns the length of a web address at the start.
fn address_length(rest: &str) -> Option<usize> {
    let after_scheme = rest
        .strip_prefix("https://")
        .or_else(|| rest.strip_prefix("http://"))?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let after = after_scheme.trim_start_matches(is_part);
    (after.len() < after_scheme.len()).then_some(rest.len() - after.len())
}
