//! A Ruby hash, as some pages show a request's body, rewritten as JSON.

/// The text as JSON where it is a Ruby hash. Characters keep their columns up to the first that
/// JSON writes otherwise.
pub(super) fn to_json(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut arrows = 0;
    let mut rest = text.chars().peekable();
    let mut word = String::new();
    while let Some(character) = rest.next() {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        // A key may be a symbol: `{name: 1}`.
        let starts_word = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if character == ':' && starts_word && rest.peek() != Some(&':') {
            arrows += 1;
            out.push_str(&format!("\"{word}\":"));
            word.clear();
            continue;
        }
        flush(&mut out, &mut word);
        match character {
            '"' => string(&mut rest, &mut out),
            '=' if rest.peek() == Some(&'>') => {
                rest.next();
                arrows += 1;
                out.push_str(" :");
            }
            ':' if rest.peek().is_some_and(|c| c.is_alphabetic()) => {
                let mut symbol = String::new();
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    symbol.push(c);
                }
                out.push_str(&format!("\"{symbol}\""));
            }
            other => out.push(other),
        }
    }
    flush(&mut out, &mut word);
    (arrows > 0).then_some(out)
}

fn flush(out: &mut String, word: &mut String) {
    out.push_str(if word == "nil" { "null" } else { word });
    word.clear();
}

/// A string up to its closing quote, with Ruby's escapes as JSON's.
fn string(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    out.push('"');
    while let Some(inner) = rest.next() {
        if inner != '\\' {
            out.push(inner);
            if inner == '"' {
                return;
            }
            continue;
        }
        match rest.next() {
            Some(escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
                out.push('\\');
                out.push(escaped);
            }
            Some('u') => unicode(rest, out),
            Some('x') => {
                let mut code = 0;
                for _ in 0..2 {
                    let digit = rest.next_if(char::is_ascii_hexdigit);
                    let Some(digit) = digit.and_then(|c| c.to_digit(16)) else {
                        break;
                    };
                    code = code * 16 + digit;
                }
                out.push_str(&format!("\\u{code:04x}"));
            }
            Some('e') => out.push_str("\\u001b"),
            Some('a') => out.push_str("\\u0007"),
            Some('v') => out.push_str("\\u000b"),
            Some('0') => out.push_str("\\u0000"),
            // `\#` keeps a text from being run, and any other character stands for itself.
            Some(other) => out.push(other),
            None => {}
        }
    }
}

/// `\uXXXX` is JSON's too; `\u{…}` is a character by its number.
fn unicode(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    if rest.next_if_eq(&'{').is_none() {
        out.push_str("\\u");
        return;
    }
    let mut number = String::new();
    while let Some(digit) = rest.next_if(|c| *c != '}' && *c != '"') {
        number.push(digit);
    }
    rest.next_if_eq(&'}');
    let characters = number
        .split_whitespace()
        .filter_map(|code| u32::from_str_radix(code, 16).ok())
        .filter_map(char::from_u32);
    for character in characters {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
}
