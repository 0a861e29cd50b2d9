//! A Ruby hash, as some pages show a request's body, rewritten as JSON.

use super::mapped::Mapped;
use std::iter::Peekable;
use std::str::CharIndices;

/// The text as JSON where it is a Ruby hash.
pub(super) fn to_json(hash: &Mapped) -> Option<Mapped> {
    let text = hash.text.as_str();
    let mut out = Writer {
        hash,
        out: Mapped::default(),
    };
    let mut arrows = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        if character.is_alphabetic() || character == '_' {
            let word = word(text, at, &mut rest);
            // A key may be a symbol: `{name: 1}`.
            let is_key = rest.peek().is_some_and(|(_, c)| *c == ':');
            if is_key {
                arrows += 1;
                out.text(&format!("\"{word}\""), at);
            } else {
                out.text(if word == "nil" { "null" } else { word }, at);
            }
            continue;
        }
        match character {
            '"' => string(at, &mut rest, &mut out),
            '=' if rest.next_if(|(_, c)| *c == '>').is_some() => {
                arrows += 1;
                out.text(":", at);
            }
            ':' if rest.peek().is_some_and(|(_, c)| c.is_alphabetic()) && value(text, at) => {
                let word = word(text, at + 1, &mut rest);
                out.text(&format!("\"{word}\""), at);
            }
            other => out.text(other.encode_utf8(&mut [0; 4]), at),
        }
    }
    (arrows > 0).then_some(out.out)
}

/// Whether a value or a key may begin at a byte, as a symbol does.
fn value(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.ends_with(['{', '[', ',', '>'])
}

fn word<'a>(text: &'a str, at: usize, rest: &mut Peekable<CharIndices<'a>>) -> &'a str {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    while rest.next_if(|(_, c)| in_word(*c)).is_some() {}
    let end = rest.peek().map_or(text.len(), |(end, _)| *end);
    text.get(at..end).unwrap_or_default()
}

struct Writer<'a> {
    hash: &'a Mapped,
    out: Mapped,
}

impl Writer<'_> {
    fn text(&mut self, text: &str, at: usize) {
        self.out.push_str(text, self.hash.origin(at));
    }
}

/// A string up to its closing quote, with Ruby's escapes as JSON's.
fn string(at: usize, rest: &mut Peekable<CharIndices<'_>>, out: &mut Writer<'_>) {
    out.text("\"", at);
    while let Some((at, inner)) = rest.next() {
        if inner != '\\' {
            out.text(inner.encode_utf8(&mut [0; 4]), at);
            if inner == '"' {
                return;
            }
            continue;
        }
        match rest.next().map(|(_, escaped)| escaped) {
            Some(escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
                out.text(&format!("\\{escaped}"), at);
            }
            Some('u') => out.text(&unicode(rest), at),
            Some('x') => {
                let mut code = 0;
                for _ in 0..2 {
                    let digit = rest.next_if(|(_, c)| c.is_ascii_hexdigit());
                    let Some(digit) = digit.and_then(|(_, c)| c.to_digit(16)) else {
                        break;
                    };
                    code = code * 16 + digit;
                }
                out.text(&format!("\\u{code:04x}"), at);
            }
            Some('e') => out.text("\\u001b", at),
            Some('a') => out.text("\\u0007", at),
            Some('v') => out.text("\\u000b", at),
            Some('0') => out.text("\\u0000", at),
            // `\#` keeps a text from being run, and any other character stands for itself.
            Some(other) => out.text(other.encode_utf8(&mut [0; 4]), at),
            None => {}
        }
    }
}

/// `\uXXXX` is JSON's too; `\u{…}` is a character by its number.
fn unicode(rest: &mut Peekable<CharIndices<'_>>) -> String {
    if rest.next_if(|(_, c)| *c == '{').is_none() {
        return "\\u".to_owned();
    }
    let mut number = String::new();
    while let Some((_, digit)) = rest.next_if(|(_, c)| *c != '}' && *c != '"') {
        number.push(digit);
    }
    rest.next_if(|(_, c)| *c == '}');
    let characters = number
        .split_whitespace()
        .filter_map(|code| u32::from_str_radix(code, 16).ok())
        .filter_map(char::from_u32);
    characters
        .map(|character| match character {
            '"' | '\\' => format!("\\{character}"),
            c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}
