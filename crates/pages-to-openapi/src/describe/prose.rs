//! Facts that sentences state: default, bounds, allowed values, required, deprecated.

mod allowed;
mod bounds;
mod defaults;
mod flags;
mod sentences;
mod words;

pub(super) use flags::deprecated;

use crate::diagnostic::{Diagnostic, Located};
use crate::page::{Page, Prose};
use bounds::Bounds;

/// What the sentences about one value say.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) default: Option<Located<String>>,
    /// Whether only its place tells that the default is one: a word without quotes.
    pub(super) bare: bool,
    pub(super) minimum: Option<Located<String>>,
    pub(super) maximum: Option<Located<String>>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) allowed: Vec<String>,
    pub(super) required: bool,
}

/// Reads the sentences about one value.
///
/// # Errors
/// A default outside the bounds that the same sentences give, or bounds that leave nothing.
pub(super) fn read(
    page: &Page,
    name: &str,
    prose: &Prose,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Facts, Diagnostic> {
    let text = sentences::plain(&prose.text);
    let mut bounds = Bounds::default();
    let mut defaults: Vec<defaults::Found> = Vec::new();
    for sentence in sentences::sentences(&text) {
        bounds.add(sentence, &text, name);
        for found in defaults::find(sentence, &text, name) {
            if !defaults.iter().any(|other| other.value == found.value) {
                defaults.push(found);
            }
        }
    }
    let located = |(value, at): (String, usize)| Located::new(value, prose.place(at));
    if defaults.iter().any(|found| !found.bare) {
        defaults.retain(|found| !found.bare);
    }
    if let [first, second, ..] = defaults.as_slice() {
        let message = format!(
            "{name} has two defaults, {} and {}: it is described without one",
            first.value, second.value
        );
        let fault = page.fault(prose.place(second.at), message, "correct the sentences");
        warnings.push(fault.warning());
        defaults.clear();
    }
    let allowed = allowed::find(&text, name);
    // A word that is none of the values tells of one in other words.
    let default = defaults
        .into_iter()
        .next()
        .filter(|found| !found.bare || allowed.is_empty() || allowed.contains(&found.value));
    let bounds = apart(bounds);
    let facts = Facts {
        bare: default.as_ref().is_some_and(|found| found.bare),
        default: default.map(|found| located((found.value, found.at))),
        minimum: bounds.minimum.map(located),
        maximum: bounds.maximum.map(located),
        min_length: bounds.shortest.map(|(length, _)| length),
        max_length: bounds.longest.map(|(length, _)| length),
        allowed,
        required: flags::required(name, &text),
    };
    check(page, name, &facts)?;
    Ok(facts)
}

/// Takes out bounds that leave nothing, where they may be of different things.
fn apart(mut bounds: Bounds) -> Bounds {
    let number = |bound: &Option<(String, usize)>| bound.as_ref()?.0.parse::<f64>().ok();
    if let (Some(low), Some(high)) = (number(&bounds.minimum), number(&bounds.maximum))
        && low > high
        && !bounds.together
    {
        (bounds.minimum, bounds.maximum) = (None, None);
    }
    if let (Some((shortest, _)), Some((longest, _))) = (bounds.shortest, bounds.longest)
        && shortest > longest
    {
        (bounds.shortest, bounds.longest) = (None, None);
    }
    bounds
}

fn check(page: &Page, name: &str, facts: &Facts) -> Result<(), Diagnostic> {
    let value = |fact: &Option<Located<String>>| fact.as_ref()?.value.parse::<f64>().ok();
    let (low, high) = (value(&facts.minimum), value(&facts.maximum));
    if let (Some(low), Some(high), Some(minimum)) = (low, high, &facts.minimum)
        && low > high
    {
        return Err(page.fault(
            minimum.place,
            format!("the minimum {low} of {name} is above its maximum {high}"),
            "correct the sentence",
        ));
    }
    let (Some(default), Some(shown)) = (value(&facts.default), &facts.default) else {
        return Ok(());
    };
    let (word, bound) = match (low, high) {
        (_, Some(high)) if default > high => ("above its maximum", high),
        (Some(low), _) if default < low => ("below its minimum", low),
        _ => return Ok(()),
    };
    Err(page
        .fault(
            shown.place,
            format!("the default {default} of {name} is {word} {bound}"),
            "correct the sentence",
        )
        .expected("outside its own bounds"))
}
