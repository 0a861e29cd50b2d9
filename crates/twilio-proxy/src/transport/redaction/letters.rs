//! Folds a text to its letters and digits.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::reading::Unit;

/// A letter or digit in lower case and without accents, with the bytes of the text that it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub char: char,
    pub start: usize,
    pub end: usize,
    pub starts_word: bool,
    pub ends_word: bool,
}

/// Returns the letters of a text, without all that stands between them.
///
/// A word is made of ASCII letters and digits, and of underscores between them. Any other letter is a word of its own,
/// because many scripts write no spaces.
pub(super) fn letters(units: &[Unit]) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(units.len());
    let mut rest = units;
    let mut is_in_word = false;
    while let Some((unit, after)) = rest.split_first() {
        let goes_on = match after {
            [next, ..] if is_word(next) => true,
            [next, last, ..] => next.char == '_' && is_word(last),
            _ => false,
        };
        letters.extend(folded(unit.char).map(|char| Letter {
            char,
            start: unit.start,
            end: unit.end,
            starts_word: !(is_word(unit) && is_in_word),
            ends_word: !(is_word(unit) && goes_on),
        }));
        is_in_word = is_word(unit) || (is_in_word && unit.char == '_' && goes_on);
        rest = after;
    }
    letters
}

fn is_word(unit: &Unit) -> bool {
    unit.char.is_ascii_alphanumeric()
}

fn folded(char: char) -> impl Iterator<Item = char> {
    let parts = std::iter::once(char).nfkd();
    // Upper case first, because more letters are the same there: `ß` becomes `SS`.
    let folded = parts
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    folded.filter(|char| char.is_alphanumeric())
}

impl From<Letter> for char {
    fn from(letter: Letter) -> Self {
        letter.char
    }
}

/// A digit of a number, such as a phone number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digit {
    pub char: char,
    pub start: usize,
    pub end: usize,
    /// Whether it is the first one after a `+`.
    pub is_after_plus: bool,
    /// The number that it belongs to: digits with at most spaces, hyphens and the like between them.
    number: usize,
}

impl Digit {
    pub(super) fn is_of_same_number(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl From<Digit> for char {
    fn from(digit: Digit) -> Self {
        digit.char
    }
}

/// Returns the digits of a text, without those of SIDs.
pub(super) fn digits(units: &[Unit]) -> Vec<Digit> {
    const MAX_GAP: usize = 3;
    let sids = sids(units);
    let mut digits = Vec::new();
    let (mut number, mut gap) = (0, 0);
    let mut plus = None;
    for unit in units {
        if unit.char.is_ascii_digit() && !is_within(&sids, unit.start..unit.end) {
            digits.push(Digit {
                char: unit.char,
                start: plus.unwrap_or(unit.start),
                end: unit.end,
                is_after_plus: plus.is_some(),
                number,
            });
            gap = 0;
        } else {
            gap += 1;
            if gap > MAX_GAP || !is_in_number(unit.char) {
                number += 1;
            }
        }
        plus = (unit.char == '+').then_some(unit.start);
    }
    digits
}

fn is_in_number(char: char) -> bool {
    matches!(
        char,
        '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    ) || char.is_whitespace()
}

/// Returns whether a text has the form of a SID: two letters and 32 hexadecimal digits.
pub(super) fn is_sid(text: &str) -> bool {
    text.len() == 34
        && text.bytes().enumerate().all(|(index, byte)| match index {
            0 | 1 => byte.is_ascii_alphabetic(),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Returns the places of SIDs: they name resources and not people, so their digits are not those of a phone number.
pub(super) fn sids(units: &[Unit]) -> Vec<Range<usize>> {
    let words = units.chunk_by(|one, next| is_word(one) && is_word(next));
    let sids = words.filter_map(|word| {
        let text: String = word.iter().map(|unit| unit.char).collect();
        let place = word.first()?.start..word.last()?.end;
        is_sid(&text).then_some(place)
    });
    sids.collect()
}

/// Returns whether one of the places holds this one. The places are in order.
pub(super) fn is_within(places: &[Range<usize>], place: Range<usize>) -> bool {
    let after = places.partition_point(|known| known.start <= place.start);
    let before = after.checked_sub(1).and_then(|last| places.get(last));
    before.is_some_and(|known| place.end <= known.end)
}
