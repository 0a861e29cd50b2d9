//! The values that a text lists as the ones allowed.

use super::words::rules;
use regex::Regex;

rules! {
    STRONG = r"\b(?:(?:possible|allowed|valid|supported|accepted|acceptable|available|permitted)\s+(?:\w+\s+)?(?:values?|options?|choices|types|states|statuses|formats)(?:\s+(?:for|of)\s+(?:this|the)\s+\w+)?(?:\s+(?:are|is|include|includes|can\s+be|may\s+be))?|(?:values?|options?)\s+(?:can|may|must|should)\s+be|(?P<one>one\s+of)(?:\s+the)?|either|(?:options|values|enum)(?:\s+are)?\s*[:=])";
    WEAK = r"\b(?:can|may|must|should)\s+be(?:\s+set\s+to)?\b|\baccepts|\bset\s+(?:it\s+|this\s+)?to";
    LINK = r"^(?:\s+(?:either|one\s+of|the|these|this|following|values|value|options|strings|any\s+of))*\s*(?P<colon>[:=])?\s*";
    ITEM = r#"^(?:`(?P<q>[^`\n]{1,60})`|"(?P<d>[^"\n]{1,60})"|“(?P<c>[^”\n]{1,60})”|'(?P<s>[^'\n]{1,60})'|\*\*(?P<e>[^*\n]{1,60})\*\*)"#;
    ASIDE = r"^\s*(?:\([^)\n]{0,80}\)|\[[^\]\n]{0,80}\])";
    PART = r"^(?:\s*,\s*(?:and/or\s+|or\s+|and\s+)?(?:either\s+)?|\s+(?:and/or|or|and)\s+|\s*[|/]\s*|\s*;\s*(?:or\s+|and\s+)?)";
    TOLD = r"^(?:\s*[:=–—-])?\s+[^'\n.;]{1,100}?(?:[,;]\s*(?:or\s+|and\s+)?|\s+or\s+)(?P<next>`)";
    BULLET = r"^[ \t]*(?:[-*•+]|\d+[.)])?[ \t]*";
    BARE = r"^[\p{L}\p{N}_][\w.:+-]*$";
    OTHERS = r"^\s*(?:is|are|must|should|may|can|has|have|needs?|will|parameters?|fields?|propert(?:y|ies)|headers?|arguments?|keys?|required|attributes?)\b";
    SELECTS = r"\b(?:at\s+least|only|exactly|any|if|when|no)\s*$";
    HEADED = r"^[^.`\n:]{1,40}:\s*$";
    NO_LIST = r"\b(?:example|examples|e\.g|such|like|format|see|note|default|deprecated|sample)\b";
}

/// The values, in the order of the list; none where the text has no list of two or more.
pub(super) fn find(text: &str, name: &str) -> Vec<String> {
    for (rule, strong) in [(&STRONG, true), (&WEAK, false)] {
        let Some(rule) = rule.as_ref() else { continue };
        for lead in rule.find_iter(text) {
            let before = text.get(..lead.start()).unwrap_or_default();
            if is(&SELECTS, before) || is_of_another(before, name) {
                continue;
            }
            let from = text.get(lead.end()..).unwrap_or_default();
            let values = after_lead(from, strong, lead.as_str());
            if values.len() > 1 {
                return values;
            }
        }
    }
    alone(text)
}

/// Whether the word before a lead, in quotes, names something else.
fn is_of_another(before: &str, name: &str) -> bool {
    let mut before = before.trim_end();
    for verb in ["can be", "may be", "must be"] {
        before = before.strip_suffix(verb).unwrap_or(before).trim_end();
    }
    let quoted = before
        .strip_suffix('`')
        .and_then(|rest| rest.rsplit_once('`'));
    quoted.is_some_and(|(_, subject)| crate::names::fold(subject) != crate::names::fold(name))
}

fn is(rule: &std::sync::LazyLock<Option<Regex>>, text: &str) -> bool {
    rule.as_ref().is_some_and(|rule| rule.is_match(text))
}

/// How many bytes a rule takes at the head of a text.
fn taken(rule: &std::sync::LazyLock<Option<Regex>>, text: &str) -> Option<usize> {
    rule.as_ref()?.find(text).map(|found| found.end())
}

fn after_lead(from: &str, strong: bool, lead: &str) -> Vec<String> {
    let Some(link) = LINK.as_ref().and_then(|link| link.captures(from)) else {
        return Vec::new();
    };
    let colon = link.name("colon").is_some() || lead.ends_with([':', '=']);
    let end = link.get(0).map_or(0, |whole| whole.end());
    let rest = from.get(end..).unwrap_or_default();
    let on_lines = link
        .get(0)
        .is_some_and(|whole| whole.as_str().contains('\n'));
    let values = quoted(rest, strong || colon);
    if values.len() > 1 {
        return values;
    }
    if on_lines || colon {
        let values = bullets(rest);
        if values.len() > 1 {
            return values;
        }
    }
    let linked = link
        .get(0)
        .map_or("", |whole| whole.as_str())
        .to_lowercase();
    let listed = (strong && !lead.eq_ignore_ascii_case("either"))
        || linked.contains("either")
        || linked.contains("one of");
    if listed || colon {
        bare(rest)
    } else {
        Vec::new()
    }
}

/// A list in quotes; what is said of a value in passing is skipped where the lead is clear.
fn quoted(text: &str, strong: bool) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((value, length)) = item(rest) {
        push(&mut values, value);
        rest = rest.get(length..).unwrap_or_default();
        if let Some(aside) = taken(&ASIDE, rest) {
            rest = rest.get(aside..).unwrap_or_default();
        }
        let next = taken(&PART, rest).filter(|part| {
            let after = rest.get(*part..).unwrap_or_default();
            item(after).is_some()
        });
        let told = || {
            let told = TOLD.as_ref()?.captures(rest)?;
            let words = told.get(0)?.as_str().to_lowercase();
            let turns = [
                "not", "but", "except", "unless", "requires", "default", "with", "also",
            ];
            let clear = words.split_whitespace().all(|word| !turns.contains(&word));
            (strong && clear).then_some(told.name("next")?.start())
        };
        match next.or_else(told) {
            Some(part) => rest = rest.get(part..).unwrap_or_default(),
            None => break,
        }
    }
    if is(&OTHERS, rest) {
        return Vec::new();
    }
    values
}

fn item(text: &str) -> Option<(&str, usize)> {
    let captures = ITEM.as_ref()?.captures(text)?;
    let groups = ["q", "d", "c", "s", "e"];
    let value = groups.iter().find_map(|group| captures.name(group))?;
    Some((value.as_str().trim(), captures.get(0)?.end()))
}

/// A list with a line for each value, which may be told about behind it.
fn bullets(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    // Under a marked line, one without a mark goes on with what it says.
    let (mut all_marked, mut gap) = (true, false);
    for line in text.lines() {
        if line.trim().is_empty() {
            gap = !values.is_empty();
            continue;
        }
        let Some(mark) = taken(&BULLET, line) else {
            break;
        };
        let marked = line.get(..mark).is_some_and(|mark| !mark.trim().is_empty());
        if !marked && all_marked && !values.is_empty() {
            if gap {
                break;
            }
            continue;
        }
        gap = false;
        all_marked &= marked;
        let rest = line.get(mark..).unwrap_or_default();
        if let Some((value, length)) = item(rest) {
            let after = rest.get(length..).unwrap_or_default().trim_start();
            let alone =
                after.is_empty() || after.starts_with([':', '-', '–', '—', ',', '(', '=', '.']);
            if !(marked || alone) {
                break;
            }
            push(&mut values, value);
            continue;
        }
        let word = rest.split([':', ' ', ',', '\t']).next().unwrap_or_default();
        let after = rest.get(word.len()..).unwrap_or_default().trim_start();
        let alone =
            after.is_empty() || after.starts_with([':', '-', '–', '—', '(']) || after == ",";
        // `big = `9x9`` explains a name, not a value.
        let told = after.strip_prefix('=').map(str::trim_start);
        let alone = alone || told.is_some_and(|told| !told.starts_with('`'));
        if !(marked && alone && is(&BARE, word)) {
            break;
        }
        push(&mut values, word);
    }
    values
}

/// A list of single words up to the end of the sentence.
fn bare(text: &str) -> Vec<String> {
    let mut end = text.len();
    for (index, character) in text.char_indices() {
        let rest = text.get(index + character.len_utf8()..).unwrap_or_default();
        let stops = match character {
            '\n' | ';' | ')' | ']' => true,
            '.' | '!' | '?' => rest.is_empty() || rest.starts_with(char::is_whitespace),
            _ => false,
        };
        if stops && !(character == ')' && text.get(..index).is_some_and(|t| t.contains('('))) {
            end = index;
            break;
        }
    }
    let mut values = Vec::new();
    let mut rest = text.get(..end).unwrap_or_default();
    loop {
        let length = rest.find([',', '|', '/', ' ', '(']).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if !is(&BARE, word) || ["etc", "and", "or", "the"].contains(&word) {
            return Vec::new();
        }
        push(&mut values, word);
        rest = rest.get(length..).unwrap_or_default();
        if let Some(aside) = taken(&ASIDE, rest) {
            rest = rest.get(aside..).unwrap_or_default();
        }
        if rest.trim().is_empty() {
            return values;
        }
        match taken(&PART, rest) {
            Some(part) => rest = rest.get(part..).unwrap_or_default(),
            None => return Vec::new(),
        }
    }
}

/// A list that is a sentence of its own, behind a heading at most, or that fills parentheses, or
/// whose values have lines of their own under a heading.
fn alone(text: &str) -> Vec<String> {
    for (index, _) in text.match_indices(':') {
        let (before, list) = text.split_at_checked(index + 1).unwrap_or_default();
        if !list.trim_start_matches([' ', '\t']).starts_with('\n') {
            continue;
        }
        let heading = before.rsplit(['\n', '.']).next().unwrap_or_default();
        if is(&NO_LIST, heading) || is(&SELECTS, heading.trim_end_matches(':')) {
            continue;
        }
        let quoted_lines = list.trim_start().trim_start_matches(['-', '*', ' ']);
        let values = bullets(list);
        if values.len() > 1 && item(quoted_lines).is_some() {
            return values;
        }
    }
    for line in text.lines() {
        let start = line
            .char_indices()
            .find(|(index, _)| line.get(*index..).is_some_and(|rest| item(rest).is_some()));
        let Some((start, _)) = start else { continue };
        let (before, list) = line.split_at_checked(start).unwrap_or_default();
        let values = quoted(list, false);
        let has_or = list.contains(" or ") || list.contains('|') || list.contains('/');
        if values.len() < 2 || is(&NO_LIST, before) {
            continue;
        }
        let last = values.last().map_or("", String::as_str);
        let after = list.rsplit_once(last).map_or("", |(_, after)| after);
        let closed = after.trim_matches(['`', '"', '\'', '*', ' ']);
        let heads = before.trim().is_empty() || is(&HEADED, before);
        let parenthesised = before.trim_end().ends_with('(') && closed.starts_with(')');
        if (heads && (closed.is_empty() || closed.starts_with('.')) && has_or)
            || (parenthesised && has_or)
        {
            return values;
        }
    }
    Vec::new()
}

fn push(values: &mut Vec<String>, value: &str) {
    let no_value = value.is_empty() || value == "null" || value == "nil";
    if !no_value && !values.iter().any(|other| other == value) {
        values.push(value.to_owned());
    }
}
