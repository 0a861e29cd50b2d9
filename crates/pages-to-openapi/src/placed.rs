//! Problems of a finished document as diagnostics at the page or the overlay's action that brings them about.

use crate::describe::describe;
use crate::diagnostic::Diagnostic;
use crate::finish::Problem;
use crate::overlay::Overlay;
use crate::page::Page;
use crate::provenance::{Origin, Spot, Trace};
use serde_json::Value;
use std::collections::HashMap;

/// Where problems come from.
#[derive(Default)]
struct Origins {
    document: Value,
    trace: Trace,
    /// The actions that remove what references name.
    removers: HashMap<String, usize>,
}

impl Origins {
    /// Makes the document once more, with a trace.
    fn of(problems: &[Problem], pages: &[Page], overlay: Option<&Overlay>) -> Self {
        let Ok(mut again) = describe(pages) else {
            return Self::default();
        };
        let mut removers = HashMap::new();
        if let Some(overlay) = overlay {
            let before = again.document.clone();
            overlay.apply(&mut again.document, Some(&mut again.trace));
            let targets = problems
                .iter()
                .filter_map(|problem| target(&again.document, &problem.keys));
            removers = overlay.removers(before, &targets.map(str::to_owned).collect());
        }
        Self {
            document: again.document,
            trace: again.trace,
            removers,
        }
    }

    /// Returns the index of the overlay's action that a problem comes from.
    fn action(&self, keys: &[String]) -> Option<usize> {
        // A page's reference is right until an action removes its target.
        let remover = target(&self.document, keys).and_then(|target| self.removers.get(target));
        remover
            .copied()
            .or_else(|| match self.trace.nearest(keys)?.as_ref() {
                Origin::Action { number, .. } => number.checked_sub(1),
                Origin::Pages { .. } => None,
            })
    }

    fn spot(&self, keys: &[String]) -> Option<Spot> {
        match self.trace.nearest(keys)?.as_ref() {
            Origin::Pages { spots, .. } => spots.first().copied(),
            Origin::Action { .. } => None,
        }
    }
}

/// Returns the JSON pointer that a local reference has.
fn target<'a>(document: &'a Value, keys: &[String]) -> Option<&'a str> {
    let reference = keys.iter().try_fold(document, |value, key| match value {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    });
    reference?.as_str()?.strip_prefix('#')
}

/// Converts problems to diagnostics.
pub(crate) fn diagnostics(
    problems: Vec<Problem>,
    pages: &[Page],
    overlay: Option<&Overlay>,
) -> Vec<Diagnostic> {
    let origins = Origins::of(&problems, pages, overlay);
    let place = |Problem { keys, message }| {
        if let (Some(overlay), Some(action)) = (overlay, origins.action(&keys)) {
            return overlay.fault(Some(action), message, "correct this action");
        }
        match origins
            .spot(&keys)
            .and_then(|spot| Some((pages.get(spot.page)?, spot.place)))
        {
            Some((page, place)) => page.fault(
                place,
                message,
                "correct the page, or the overlay that builds on it",
            ),
            None => Diagnostic::of_file(
                overlay.map_or("", Overlay::file),
                message,
                "correct the overlay",
            ),
        }
    };
    problems.into_iter().map(place).collect()
}
