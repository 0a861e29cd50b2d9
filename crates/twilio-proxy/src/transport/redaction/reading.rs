//! Resolves the escapes of a text.

/// A character, with the bytes of the text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub char: char,
    pub start: usize,
    pub end: usize,
}

/// A text can be escaped more than once, for instance for JSON in HTML.
const MAX_READINGS: usize = 4;

/// The longest escape: a character of four bytes, each as `%F0`, or two as `\ud83d`.
const LONGEST_ESCAPE: usize = 16;

/// Returns the text as it is, then without its escapes, until none is left.
pub(super) fn readings(text: &str) -> Vec<Vec<Unit>> {
    let units = text.char_indices().map(|(start, char)| Unit {
        char,
        start,
        end: start + char.len_utf8(),
    });
    let mut readings = vec![units.collect::<Vec<_>>()];
    while let Some(last) = readings.last()
        && readings.len() < MAX_READINGS
    {
        let next = unescaped(last);
        if next.len() == last.len() {
            break;
        }
        readings.push(next);
    }
    readings
}

fn unescaped(units: &[Unit]) -> Vec<Unit> {
    let mut read = Vec::with_capacity(units.len());
    let mut rest = units;
    while let Some((first, after)) = rest.split_first() {
        if !matches!(first.char, '&' | '%' | '\\') {
            read.push(*first);
            rest = after;
            continue;
        }
        let ahead: String = rest
            .iter()
            .take(LONGEST_ESCAPE)
            .map(|unit| unit.char)
            .collect();
        // An escape is ASCII, so it has as many characters as bytes.
        let (char, length) = escape(&ahead).unwrap_or((first.char, 1));
        let (escape, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        read.push(Unit {
            char,
            start: first.start,
            end: escape.last().map_or(first.end, |last| last.end),
        });
        rest = after;
    }
    read
}

/// Returns the character that the text starts with an escape of, and the escape's length.
fn escape(text: &str) -> Option<(char, usize)> {
    if let Some(entity) = text.strip_prefix('&') {
        let (name, _) = entity.split_once(';')?;
        return Some((entity_char(name)?, name.len() + 2));
    }
    if text.starts_with('%') {
        return bytes(text, "%");
    }
    let escaped = text.strip_prefix('\\')?;
    match escaped.chars().next()? {
        'u' => utf16(text),
        'x' => bytes(text, r"\x"),
        'n' | 'r' | 't' | 'b' | 'f' => Some((' ', 2)),
        char @ ('"' | '\'' | '\\' | '/') => Some((char, 2)),
        _ => None,
    }
}

/// Returns the character of an HTML entity.
fn entity_char(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    Some(match name {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "lt" => '<',
        "quot" => '"',
        // A letter with an accent, such as `eacute`, counts as the letter; any other name is a sign.
        _ => {
            let accents = [
                "acute", "caron", "cedil", "circ", "grave", "ring", "tilde", "uml",
            ];
            let accented = accents.iter().find_map(|accent| name.strip_suffix(accent));
            accented
                .and_then(|letter| letter.chars().next())
                .unwrap_or(' ')
        }
    })
}

/// Returns the character whose UTF-8 bytes are escaped one by one, such as `%C3%A9`.
fn bytes(text: &str, prefix: &str) -> Option<(char, usize)> {
    let length = prefix.len() + 2;
    let escaped = text.as_bytes().chunks(length).map_while(|escape| {
        let digits = str::from_utf8(escape).ok()?.strip_prefix(prefix)?;
        hex(digits, 2).and_then(|byte| u8::try_from(byte).ok())
    });
    let bytes: Vec<u8> = escaped.take(4).collect();
    let first = bytes.utf8_chunks().next()?;
    match first.valid().chars().next() {
        Some(char) => Some((char, char.len_utf8() * length)),
        None => Some((char::REPLACEMENT_CHARACTER, first.invalid().len() * length)),
    }
}

/// Returns the character that is escaped as JSON does it, such as `\u00e9` or `\ud83d\ude00`.
fn utf16(text: &str) -> Option<(char, usize)> {
    let unit = |escape: Option<&str>| {
        let unit = hex(escape?.strip_prefix(r"\u")?, 4)?;
        u16::try_from(unit).ok()
    };
    let first = unit(text.get(..6))?;
    let units = [Some(first), unit(text.get(6..12))];
    let char = char::decode_utf16(units.into_iter().flatten()).next()?;
    match char {
        Ok(char) => Some((char, char.len_utf16() * 6)),
        Err(_) => Some((char::REPLACEMENT_CHARACTER, 6)),
    }
}

fn hex(digits: &str, length: usize) -> Option<u32> {
    let is_hex = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> String {
        let readings = readings(text);
        let last = readings.last().unwrap();
        last.iter().map(|unit| unit.char).collect()
    }

    #[test]
    fn escapes_are_read() {
        for (text, read) in [
            ("plain é", "plain é"),
            ("&lt;a&gt; &#39;&#x27;&quot;&apos;", "<a> ''\"'"),
            ("&amp;amp;amp;", "&"),
            (
                "&eacute;&Uuml;&hellip;&nope &;&#;&#xd800;",
                "eU &nope &;&#;&#xd800;",
            ),
            ("%2B%c3%A9%F0%9f%98%80%ff%zz%", "+é\u{1f600}\u{fffd}%zz%"),
            ("%25C3%25A9", "é"),
            (
                r"\u00e9\ud83d\ude00\ud83d\u0041\uzzzz",
                "é\u{1f600}\u{fffd}A\\uzzzz",
            ),
            (r#"\"\/\n\x41\xc3\xa9\q\"#, "\"/ Aé\\q\\"),
            (r"\\u00e9", "é"),
        ] {
            assert_eq!(last(text), read, "{text}");
        }
    }

    #[test]
    fn units_keep_their_place() {
        let text = "a&amp;%C3%A9é";
        let readings = readings(text);
        let places = readings.last().unwrap().iter();
        let places: Vec<_> = places.map(|unit| &text[unit.start..unit.end]).collect();
        assert_eq!(places, ["a", "&amp;", "%C3%A9", "é"]);
    }
}
