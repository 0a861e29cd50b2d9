//! Whether one pattern generalizes another.

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, MatchKind, util::start};
use std::collections::HashSet;
use std::iter::Peekable;
use std::str::Chars;

/// The limit for the size of an automaton in bytes.
const MAX_SIZE: usize = 1 << 20;
/// The limit for the number of compared pairs of states.
const MAX_PAIRS: usize = 20_000;

/// Whether every text that matches `narrow` also matches `wide`. Returns false if that cannot be proven.
pub(super) fn includes(wide: &str, narrow: &str) -> bool {
    let both = Language::of(wide).zip(Language::of(narrow));
    both.is_some_and(|(wide, narrow)| wide.includes(&narrow))
}

/// The texts that match a pattern.
struct Language {
    automaton: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Language {
    fn of(pattern: &str) -> Option<Self> {
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .match_kind(MatchKind::All)
            .dfa_size_limit(Some(MAX_SIZE))
            .determinize_size_limit(Some(MAX_SIZE));
        // A pattern may match anywhere in a text.
        let pattern = format!(r"\A(?s:.)*(?:{})(?s:.)*\z", translated(pattern)?);
        let mut builder = dense::Builder::new();
        let automaton = builder.configure(config).build(&pattern).ok()?;
        let start = start::Config::new().anchored(Anchored::Yes);
        let start = automaton.start_state(&start).ok()?;
        Some(Self { automaton, start })
    }

    fn accepts(&self, state: StateID) -> bool {
        let end = self.automaton.next_eoi_state(state);
        self.automaton.is_match_state(end)
    }

    /// Follows both automata through all texts.
    fn includes(&self, narrow: &Self) -> bool {
        let first = (self.start, narrow.start);
        let mut seen = HashSet::from([first]);
        let mut pending = vec![first];
        while let Some((is, was)) = pending.pop() {
            if narrow.accepts(was) && !self.accepts(is) {
                return false;
            }
            for byte in u8::MIN..=u8::MAX {
                let next = narrow.automaton.next_state(was, byte);
                if narrow.automaton.is_dead_state(next) {
                    continue;
                }
                let pair = (self.automaton.next_state(is, byte), next);
                if seen.insert(pair) {
                    pending.push(pair);
                }
            }
            if seen.len() > MAX_PAIRS {
                return false;
            }
        }
        true
    }
}

/// Returns a pattern of JavaScript, as OpenAPI has it, in the notation of the crate `regex`; `None` if it has a construct
/// that may not mean the same in both.
fn translated(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '[' => class(&mut rest, &mut out)?,
            '.' => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '\\' => match rest.next()? {
                'd' => out.push_str("[0-9]"),
                'w' => out.push_str("[0-9A-Za-z_]"),
                escaped => punctuation(escaped, &mut out)?,
            },
            '(' if rest.peek() == Some(&'?') => {
                rest.next();
                // Other groups look ahead or have a name.
                rest.next_if_eq(&':')?;
                out.push_str("(?:");
            }
            '{' => {
                let inside: String = rest.clone().take_while(|next| *next != '}').collect();
                let is_count = inside.starts_with(|first: char| first.is_ascii_digit());
                let has_others =
                    inside.contains(|other: char| !other.is_ascii_digit() && other != ',');
                if !is_count || has_others {
                    return None;
                }
                out.push('{');
            }
            ' '..='~' => out.push(character),
            _ => return None,
        }
    }
    Some(out)
}

/// Translates a class of characters after its opening bracket.
fn class(rest: &mut Peekable<Chars<'_>>, out: &mut String) -> Option<()> {
    out.push('[');
    if rest.next_if_eq(&'^').is_some() {
        out.push('^');
    }
    if rest.peek() == Some(&']') {
        return None;
    }
    loop {
        match rest.next()? {
            ']' => break,
            '\\' => {
                let escaped = rest.next()?;
                let range = match escaped {
                    'd' => "0-9",
                    'w' => "0-9A-Za-z_",
                    _ => {
                        punctuation(escaped, out)?;
                        continue;
                    }
                };
                // A hyphen beside them is a hyphen, and not a range.
                if out.ends_with('-') || rest.peek() == Some(&'-') {
                    return None;
                }
                out.push_str(range);
            }
            '-' if rest.peek() == Some(&'-') => return None,
            // These have a meaning in `regex` only.
            character @ ('[' | '&' | '~') => punctuation(character, out)?,
            character @ ' '..='~' => out.push(character),
            _ => return None,
        }
    }
    out.push(']');
    Some(())
}

/// Adds an escaped character, if it has the same meaning in both notations.
fn punctuation(character: char, out: &mut String) -> Option<()> {
    if !character.is_ascii_punctuation() {
        return None;
    }
    out.push('\\');
    out.push(character);
    Some(())
}
