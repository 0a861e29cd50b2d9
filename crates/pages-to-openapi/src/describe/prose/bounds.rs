//! Bounds of values and of lengths that a sentence states.

use super::sentences::Sentence;
use super::words::{self, rules};
use regex::{Captures, Regex};
use std::sync::LazyLock;

rules! {
    NAMED = r"(?:^|[^\p{L}\p{N}_`-])(?P<word>maximum|max|minimum|min)\b\.?(?P<mid>(?:\s+[`\p{L}_]+){0,7}?)\s*(?P<link>:|=|\bis\b|\bof\b|\bto\b|\bare\b)?\s*`?NUMBER";
    AT_MOST = r"(?:\bup\s+to|\bat\s+most|\b(?:no|not)\s+(?:be\s+)?(?:more|greater|larger|higher|longer)\s+than|\b(?:cannot|can.t|can\s+not|must\s+not|may\s+not|should\s+not|not)\s+(?:to\s+)?exceed|\b(?:less|fewer|lower|smaller)\s+than\s+or\s+equal\s+to|<=|≤|\blimited\s+to)\s*(?:a\s+(?:maximum|max)\s+of\s+)?`?NUMBER";
    AT_LEAST = r"(?:\bat\s+least|\b(?:no|not)\s+(?:be\s+)?(?:less|fewer|lower|smaller|shorter)\s+than|\b(?:more|greater|larger|higher)\s+than\s+or\s+equal\s+to|>=|≥)\s*`?NUMBER";
    OR_LESS = r"NUMBER`?(?P<unit>\s+(?:characters|chars|letters|bytes))?,?\s+(?:or|and)\s+(?:less|fewer|lower|below|under)\b";
    OR_MORE = r"NUMBER`?(?P<unit>\s+(?:characters|chars|letters|bytes))?,?\s+(?:or|and)\s+(?:more|greater|higher|above|over)\b";
    RANGE = r"(?:\b(?:between|from|range(?:s)?(?:\s+(?:is|of|from|between))?|(?:must|can|may|should)\s+be|values?(?:\s+(?:are|is|range\s+from))?|length(?:\s+(?:is|of))?)\s*:?\s*|\(|\[)`?(?P<low>[-−]?\d[\d,]*(?:\.\d+)?)`?(?:\s*(?:-|–|—|\.\.\.?|…)\s*|\s*,\s*(?P<pair>)|\s+(?:and|to|through)\s+)`?NUMBER`?(?P<close>[\])])?";
    JUST = r"\b(?:exactly|must\s+be)\s+NUMBER\s+(?P<unit>characters|chars|letters)\b";
    LEAST_OF_LENGTH = r"NUMBER[\s-]+(?:characters?|chars?)\s+(?:min\b|minimum\b|at\s+least)";
    MOST_OF_LENGTH = r"NUMBER[\s-]+(?:characters?|chars?)\s+(?:max\b|maximum\b|at\s+most|limit\b)";
}

/// What sentences bound: the number, and the byte where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Bounds {
    pub(super) minimum: Option<(String, usize)>,
    pub(super) maximum: Option<(String, usize)>,
    pub(super) shortest: Option<(u64, usize)>,
    pub(super) longest: Option<(u64, usize)>,
    /// Whether one sentence states minimum and maximum.
    pub(super) together: bool,
}

/// What a bound is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl Bounds {
    /// Adds what a sentence of a text states of `name`. The first statement counts.
    pub(super) fn add(&mut self, sentence: Sentence<'_>, text: &str, name: &str) {
        let open = (self.minimum.is_none(), self.maximum.is_none());
        self.read(sentence, text, name);
        self.together |= open == (true, true) && self.minimum.is_some() && self.maximum.is_some();
    }

    fn read(&mut self, sentence: Sentence<'_>, text: &str, name: &str) {
        let context = Context {
            sentence,
            text,
            name,
        };
        each(&JUST, sentence.text, |captures| {
            self.just(context, captures)
        });
        each(&RANGE, sentence.text, |captures| {
            self.range(context, captures)
        });
        each(&NAMED, sentence.text, |captures| {
            self.named(context, captures)
        });
        for (rule, end) in [(&AT_MOST, End::High), (&AT_LEAST, End::Low)] {
            each(rule, sentence.text, |captures| {
                self.bound(context, captures, "n", end, "counted");
            });
        }
        for (rule, end) in [(&OR_LESS, End::High), (&OR_MORE, End::Low)] {
            each(rule, sentence.text, |captures| {
                if captures.name("unit").is_some() {
                    self.length(context, captures, "n", end);
                } else {
                    self.bound(context, captures, "n", end, "");
                }
            });
        }
        for (rule, end) in [(&LEAST_OF_LENGTH, End::Low), (&MOST_OF_LENGTH, End::High)] {
            each(rule, sentence.text, |captures| {
                self.length(context, captures, "n", end);
            });
        }
    }

    /// Reads a length that is exact, such as "must be 34 characters".
    fn just(&mut self, context: Context<'_>, captures: &Captures<'_>) {
        let end = captures.get(0).map_or(0, |whole| whole.end());
        let after = context.sentence.text.get(end..).unwrap_or_default();
        let others = ["or ", "and ", "max", "at ", "minimum"];
        if others
            .iter()
            .any(|word| after.trim_start().starts_with(word))
        {
            return;
        }
        for end in [End::Low, End::High] {
            self.length(context, captures, "n", end);
        }
    }

    /// Reads both ends of a range, such as "between 1 and 10".
    fn range(&mut self, context: Context<'_>, captures: &Captures<'_>) {
        // A pair is a range only within brackets, and where it is not one long number.
        let pair = captures.get(0).filter(|_| captures.name("pair").is_some());
        let numbers = pair.map_or("", |pair| pair.as_str());
        let numbers = numbers.trim_matches(['(', ')', '[', ']']);
        if pair.is_some()
            && (captures.name("close").is_none() || words::unquoted(numbers) != numbers)
        {
            return;
        }
        for (group, end) in [("low", End::Low), ("n", End::High)] {
            self.bound(context, captures, group, end, "");
        }
    }

    /// Reads a bound that is named, such as "the maximum length is 10".
    fn named(&mut self, context: Context<'_>, captures: &Captures<'_>) {
        let word = captures.name("word").map_or("", |word| word.as_str());
        let low = word.to_lowercase().starts_with("min");
        let mid = captures.name("mid").map_or("", |mid| mid.as_str());
        let end = if low { End::Low } else { End::High };
        let linked = mid.is_empty() || captures.name("link").is_some();
        let lower = mid.to_lowercase();
        if lower.contains("length") || lower.contains("characters") {
            let rest = lower.replace("length", "").replace("characters", "");
            if words::is_about(&rest, context.name) {
                self.length(context, captures, "n", end);
            }
        } else if linked && (words::is_about(mid, context.name) || counts(context.name)) {
            self.bound(context, captures, "n", end, "");
        }
    }

    /// A number is a length where characters follow it, else a value's bound.
    fn bound(
        &mut self,
        context: Context<'_>,
        captures: &Captures<'_>,
        group: &str,
        end: End,
        manner: &str,
    ) {
        let (Some(whole), Some(found)) = (captures.get(0), captures.name(group)) else {
            return;
        };
        let sentence = context.sentence.text;
        let before = sentence.get(..whole.start()).unwrap_or_default();
        let after = sentence.get(whole.end()..).unwrap_or_default();
        let unit = words::unit(after);
        if words::is_length(&unit) || before.to_lowercase().ends_with("length ") {
            if !unit.starts_with("byte") && !unit.ends_with('b') && !unit.starts_with("word") {
                self.length(context, captures, group, end);
            }
            return;
        }
        // What is counted must be what the number counts: `up to 5 widgets` bounds no color.
        let counted = manner == "counted"
            && !unit.is_empty()
            && !words::is_about(&unit, context.name)
            && !counts(context.name)
            && !["or", "and", "if", "when", "but", "inclusive"].contains(&unit.as_str());
        let good = words::ends(after)
            && words::is_value(&unit, context.text, context.name)
            && !words::is_conditional(before, after);
        if counted || !good {
            return;
        }
        let said = (
            words::number(found.as_str()),
            context.sentence.start + found.start(),
        );
        let bound = match end {
            End::Low => &mut self.minimum,
            End::High => &mut self.maximum,
        };
        bound.get_or_insert(said);
    }

    fn length(&mut self, context: Context<'_>, captures: &Captures<'_>, group: &str, end: End) {
        let (Some(whole), Some(found)) = (captures.get(0), captures.name(group)) else {
            return;
        };
        let before = context
            .sentence
            .text
            .get(..whole.start())
            .unwrap_or_default();
        let of_parts = ["each", "every"]
            .iter()
            .any(|word| before.split(' ').any(|own| own.eq_ignore_ascii_case(word)));
        if of_parts || words::is_conditional(before, "") {
            return;
        }
        let Ok(number) = words::number(found.as_str()).parse() else {
            return;
        };
        let bound = match end {
            End::Low => &mut self.shortest,
            End::High => &mut self.longest,
        };
        bound.get_or_insert((number, context.sentence.start + found.start()));
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    sentence: Sentence<'a>,
    text: &'a str,
    name: &'a str,
}

fn each(rule: &LazyLock<Option<Regex>>, text: &str, mut act: impl FnMut(&Captures<'_>)) {
    let found = rule.as_ref().into_iter();
    for captures in found.flat_map(|rule| rule.captures_iter(text)) {
        act(&captures);
    }
}

/// Whether a parameter's own value is a number of things.
fn counts(name: &str) -> bool {
    let name = crate::names::snake(name);
    [
        "size", "limit", "count", "per", "max", "top", "number", "first", "rows", "take",
    ]
    .iter()
    .any(|word| name.split('_').any(|own| own == *word) || name.replace('_', "") == *word)
}
