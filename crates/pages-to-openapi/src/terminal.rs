//! Text from pages, descriptions and arguments, made safe to print: characters that a terminal would obey, or would
//! not show, are escaped. Escape such text where it enters the output, before colours are added.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns the text with its control, direction and invisible characters escaped, such as `\u{1b}`. Newlines stay.
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |c| c != '\n' && is_hidden(c), escape)
}

/// Returns the text as `escaped` does, with newlines escaped too.
pub fn escaped_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_hidden, escape)
}

/// Returns JSON text with the characters escaped that JSON allows in a string and a terminal would obey or hide. The
/// value stays the same.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    // Beside spaces and newlines, JSON has such characters in strings only.
    replaced(
        json,
        |c| c != '\n' && is_hidden(c),
        |out, c| {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        },
    )
}

/// Appends a character's escape.
pub fn escape(out: &mut String, character: char) {
    out.extend(character.escape_default());
}

/// Whether a terminal would obey a character, or not show it. Joiners stay, because some scripts need them.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' // marks of direction
            | '\u{2028}'..='\u{202e}' // separators of lines, directions
            | '\u{2060}'..='\u{206f}' // directions
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}') // tags
}

fn replaced(
    text: &str,
    is_replaced: impl Fn(char) -> bool,
    replace: impl Fn(&mut String, char),
) -> Cow<'_, str> {
    if !text.contains(&is_replaced) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_replaced(character) {
            replace(&mut out, character);
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_a_terminal_obeys_are_escaped() {
        let all = "a\u{0}\u{7}\t\r\n\u{1b}\u{7f}\u{85}\u{9b}\u{200f}\u{2028}\u{2029}\u{202e}\u{2069}\u{e0041}é字👩\u{200d}💻";
        assert_eq!(
            escaped(all),
            "a\\u{0}\\u{7}\\t\\r\n\\u{1b}\\u{7f}\\u{85}\\u{9b}\\u{200f}\\u{2028}\\u{2029}\\u{202e}\\u{2069}\\u{e0041}é字👩\u{200d}💻"
        );
        assert_eq!(escaped_line("a\nb"), "a\\nb");
    }

    #[test]
    fn json_keeps_its_value() {
        let value =
            serde_json::json!({ "a\u{9b}\u{7f}\n": ["\u{202e}\u{e0041}", "\\u{1b}\u{1b}"] });
        let text = format!("{value:#}");
        let escaped = escaped_json(&text);
        assert!(
            !escaped.contains(|c| c != '\n' && is_hidden(c)),
            "{escaped}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&escaped).ok(),
            Some(value)
        );
    }
}
