//! The places of a text that repeat a value: whole, in part, or in another spelling.

use std::ops::Range;

use super::letters::{Digit, Letter, digits, is_within, letters, sids};
use super::patterns::{DIGIT_RUN, Patterns, RUN, chars, is_space};
use super::reading::Unit;

/// The number of digits that make a number with a `+` a phone number, and the most that one has.
const PHONE_DIGITS: (usize, usize) = (7, 15);

/// The shortest part in quotes that can end inside of a word of a value.
const SHORTEST_CUT: usize = 4;

/// The longest start of a value that is looked for before an ellipsis.
const LONGEST_CUT: usize = 40;

/// Returns the places of a reading that repeat one of the values, and those of international phone numbers.
pub(super) fn places(reading: &[Unit], patterns: &Patterns) -> Vec<Range<usize>> {
    let text = letters(reading);
    let mut places = Vec::new();
    for value in patterns.values.iter().chain(&patterns.parts) {
        places.extend(whole(&text, value));
    }
    for signs in &patterns.signs {
        places.extend(alone(reading, signs));
    }
    places.extend(long_parts(&text, &sids(reading), patterns));
    places.extend(quoted_parts(reading, &text, patterns));
    places.extend(cut_parts(reading, &text, patterns));
    places.extend(numbers(reading, patterns));
    places
}

/// Finds the letters of a value as whole words, whatever stands between them.
fn whole(text: &[Letter], value: &[Letter]) -> impl Iterator<Item = Range<usize>> {
    let windows = text.windows(value.len().max(1));
    let found = windows.filter(|window| {
        starts_word(window)
            && window.last().is_some_and(|last| last.ends_word)
            && is_same(window, value)
    });
    found.filter_map(place)
}

/// Finds a value without letters, such as an emoji, unless it is next to a letter.
fn alone(reading: &[Unit], signs: &[char]) -> Vec<Range<usize>> {
    let is_letter = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.char.is_alphanumeric());
    let visible = reading.iter().enumerate();
    let visible = visible.filter(|(_, unit)| !is_space(unit.char));
    let visible: Vec<_> = visible.collect();
    let windows = visible.windows(signs.len().max(1));
    let found = windows.filter_map(|window| {
        let ((start, first), (end, last)) = (window.first()?, window.last()?);
        let before = start.checked_sub(1).and_then(|before| reading.get(before));
        let is_same = window.iter().map(|(_, unit)| &unit.char).eq(signs);
        let is_alone = !is_letter(before) && !is_letter(reading.get(end + 1));
        (is_same && is_alone).then_some(first.start..last.end)
    });
    found.collect()
}

/// Finds parts of a value of several words, or with digits.
fn long_parts(
    text: &[Letter],
    sids: &[Range<usize>],
    patterns: &Patterns,
) -> impl Iterator<Item = Range<usize>> {
    let parts = text.windows(RUN).filter(|part| {
        let is_one_word = part.iter().skip(1).all(|letter| !letter.starts_word);
        let is_plain = part.iter().all(|letter| !letter.char.is_ascii_digit());
        !(is_one_word && is_plain) && patterns.runs.contains(&chars(part))
    });
    let places = parts.filter_map(place);
    places.filter(|place| !is_within(sids, place.clone()))
}

/// Finds parts of a value that stand in quotes.
fn quoted_parts(reading: &[Unit], text: &[Letter], patterns: &Patterns) -> Vec<Range<usize>> {
    let is_letter = |at: Option<usize>| {
        let unit = at.and_then(|at| reading.get(at));
        unit.is_some_and(|unit| unit.char.is_alphanumeric())
    };
    let quotes = reading.iter().enumerate().filter(|(at, unit)| {
        let is_apostrophe = is_letter(at.checked_sub(1)) && is_letter(at.checked_add(1));
        is_quote(unit.char) && !is_apostrophe
    });
    let quotes: Vec<_> = quotes.map(|(_, unit)| unit).collect();
    let quoted = quotes.windows(2).filter_map(|pair| {
        let place = pair.first()?.end..pair.last()?.start;
        let start = text.partition_point(|letter| letter.start < place.start);
        let end = text.partition_point(|letter| letter.end <= place.end);
        let part = text.get(start..end).filter(|part| !part.is_empty())?;
        let mut values = patterns.values.iter();
        let is_part = values.any(|value| {
            let mut windows = value.windows(part.len());
            windows.any(|window| {
                let is_cut = window.last().is_some_and(|last| !last.ends_word);
                starts_word(window)
                    && is_same(window, part)
                    && (!is_cut || part.len() >= SHORTEST_CUT)
            })
        });
        is_part.then_some(place)
    });
    quoted.collect()
}

fn is_quote(char: char) -> bool {
    matches!(char, '\'' | '"' | '`' | '´' | '«' | '»')
        || matches!(char, '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
}

/// Finds the start of a value if an ellipsis follows.
fn cut_parts(reading: &[Unit], text: &[Letter], patterns: &Patterns) -> Vec<Range<usize>> {
    let ellipses = reading.windows(2).filter_map(|pair| match pair {
        [one, _] if one.char == '…' => Some(one),
        [one, next] if one.char == '.' && next.char == '.' => Some(one),
        [_, last] if last.char == '…' => Some(last),
        _ => None,
    });
    let mut cut = Vec::new();
    for ellipsis in ellipses {
        let end = text.partition_point(|letter| letter.end <= ellipsis.start);
        for length in 1..=LONGEST_CUT.min(end) {
            let part = text.get(end - length..end).unwrap_or_default();
            let is_start = |value: &Vec<Letter>| {
                value
                    .get(..length)
                    .is_some_and(|start| is_same(part, start))
            };
            if starts_word(part) && patterns.values.iter().any(is_start) {
                cut.extend(place(part));
            }
        }
    }
    cut
}

/// Finds numbers that share digits with a value, and international phone numbers.
fn numbers(reading: &[Unit], patterns: &Patterns) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for number in digits(reading).chunk_by(Digit::is_of_same_number) {
        let mut is_hit = vec![false; number.len()];
        let (fewest, most) = PHONE_DIGITS;
        if number.first().is_some_and(|first| first.is_after_plus) && number.len() >= fewest {
            is_hit.iter_mut().take(most).for_each(|hit| *hit = true);
        }
        for (at, run) in number.windows(DIGIT_RUN).enumerate() {
            if patterns.digit_runs.contains(&chars(run)) {
                let hits = is_hit.iter_mut().skip(at).take(DIGIT_RUN);
                hits.for_each(|hit| *hit = true);
            }
        }
        // Digits without a gap are blanked together, and so is a gap between two blanks.
        let mut hits = is_hit.into_iter();
        let mut end_before = None;
        for digits in number.chunk_by(|one, next| one.end == next.start) {
            let is_hit = hits
                .by_ref()
                .take(digits.len())
                .fold(false, |any, hit| any | hit);
            let (Some(first), Some(last), true) = (digits.first(), digits.last(), is_hit) else {
                end_before = None;
                continue;
            };
            found.push(end_before.unwrap_or(first.start)..last.end);
            end_before = Some(last.end);
        }
    }
    found
}

fn is_same(one: &[Letter], other: &[Letter]) -> bool {
    let one = one.iter().map(|letter| letter.char);
    one.eq(other.iter().map(|letter| letter.char))
}

fn starts_word(letters: &[Letter]) -> bool {
    letters.first().is_some_and(|first| first.starts_word)
}

fn place(letters: &[Letter]) -> Option<Range<usize>> {
    Some(letters.first()?.start..letters.last()?.end)
}
