use std::collections::HashSet;

use super::letters::{Digit, Letter, digits, letters, sids};
use super::reading::{Unit, readings};

/// So many letters in a row that a text shares with a value are a part of that value, unless they are one word.
pub(super) const RUN: usize = 12;

/// Two numbers that share so many digits in a row are the same: a phone number without its prefixes has as many.
pub(super) const DIGIT_RUN: usize = 6;

/// Values that a text may repeat, in the forms that a search compares.
#[derive(Default)]
pub(super) struct Patterns {
    /// The letters of each value.
    pub values: Vec<Vec<Letter>>,
    /// The letters of addresses, links and codes in a value.
    pub parts: Vec<Vec<Letter>>,
    /// The characters of each value that has no letters, without spaces.
    pub signs: Vec<Vec<char>>,
    pub runs: HashSet<[char; RUN]>,
    pub digit_runs: HashSet<[char; DIGIT_RUN]>,
}

impl Patterns {
    /// Returns the number of values and parts, by which the time of a search grows.
    pub(super) fn len(&self) -> usize {
        self.values.len() + self.parts.len() + self.signs.len()
    }

    pub(super) fn add(&mut self, value: &str) {
        for reading in readings(value) {
            let letters = letters(&reading);
            let runs = letters.windows(RUN);
            self.runs.extend(runs.map(chars::<RUN, _>));
            for number in digits(&reading).chunk_by(Digit::is_of_same_number) {
                let runs = number.windows(DIGIT_RUN);
                self.digit_runs.extend(runs.map(chars::<DIGIT_RUN, _>));
            }
            for part in reading.split(|unit| unit.char.is_whitespace()) {
                self.add_parts(part);
            }
            if letters.is_empty() {
                self.add_signs(&reading);
            } else {
                self.values.push(letters);
            }
        }
    }

    /// Adds addresses, links and codes, because a text can repeat them without the words around them. SIDs stay out: they
    /// name resources, and an explanation needs them.
    fn add_parts(&mut self, part: &[Unit]) {
        const SHORTEST: usize = 4;
        let is_code = |part: &&[Unit]| part.iter().any(|unit| unit.char.is_ascii_digit());
        let is_address = part.iter().any(|unit| matches!(unit.char, '@' | '/'));
        let words = part.split(|unit| !unit.char.is_alphanumeric());
        let words = words.filter(|word| sids(word).is_empty());
        let whole = (is_address || is_code(&part)).then_some(part);
        let parts = words.filter(is_code).chain(whole).map(letters);
        self.parts
            .extend(parts.filter(|part| part.len() >= SHORTEST));
    }

    fn add_signs(&mut self, reading: &[Unit]) {
        let signs = reading.iter().map(|unit| unit.char);
        let signs: Vec<_> = signs.filter(|char| !is_space(*char)).collect();
        if !signs.is_empty() {
            self.signs.push(signs);
        }
    }
}

/// Returns whether a character is a space, or a `+`, which a form has instead.
pub(super) fn is_space(char: char) -> bool {
    char.is_whitespace() || char == '+'
}

/// Returns the characters of `items`, which are `N`.
pub(super) fn chars<const N: usize, T: Copy + Into<char>>(items: &[T]) -> [char; N] {
    let mut chars = ['\0'; N];
    for (char, item) in chars.iter_mut().zip(items) {
        *char = (*item).into();
    }
    chars
}
