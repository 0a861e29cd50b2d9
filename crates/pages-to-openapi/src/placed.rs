//! Problems of a finished document as diagnostics at the page or the overlay action that causes them.

mod first_action;

use crate::describe::describe;
use crate::diagnostic::Diagnostic;
use crate::finish::Problem;
use crate::lower::lower;
use crate::overlay::Overlay;
use crate::page::Page;
use crate::provenance::{Origin, Spot, Trace};
use serde_json::Value;
use std::collections::HashMap;

/// An overlay, and one of its actions, by their indices.
#[derive(Clone, Copy)]
struct Action {
    overlay: usize,
    index: usize,
}

/// Where problems come from.
#[derive(Default)]
struct Origins {
    document: Value,
    trace: Trace,
    /// The actions that remove what references name.
    removers: HashMap<String, Action>,
    /// The first action after which a document has a problem, by the problem's message.
    first_actions: HashMap<String, Action>,
}

impl Origins {
    /// Makes the document once more, with a trace.
    fn of(problems: &[Problem], pages: &[Page], overlays: &[Overlay]) -> Self {
        let Ok(mut again) = describe(pages).map(|description| lower(description, pages)) else {
            return Self::default();
        };
        let mut removers = HashMap::new();
        let first_actions = first_action::first_actions(&again.document, overlays);
        let mut before = again.document.clone();
        for overlay in overlays {
            overlay.apply(&mut again.document, Some(&mut again.trace));
        }
        let targets = problems
            .iter()
            .filter_map(|problem| target(&again.document, &problem.keys))
            .map(str::to_owned)
            .collect();
        for (number, overlay) in overlays.iter().enumerate() {
            let found = overlay.removers(&mut before, &targets);
            removers.extend(found.into_iter().map(|(pointer, index)| {
                let action = Action {
                    overlay: number,
                    index,
                };
                (pointer, action)
            }));
        }
        Self {
            document: again.document,
            trace: again.trace,
            removers,
            first_actions,
        }
    }

    /// Returns the action that a problem comes from.
    fn action(&self, keys: &[String], message: &str, overlays: &[Overlay]) -> Option<Action> {
        // A page's reference is right until an action removes its target.
        let remover = target(&self.document, keys).and_then(|target| self.removers.get(target));
        remover
            .or_else(|| self.first_actions.get(message))
            .copied()
            .or_else(|| match self.trace.nearest(keys)?.as_ref() {
                Origin::Action { file, number, .. } => Some(Action {
                    overlay: overlays.iter().position(|overlay| overlay.file() == file)?,
                    index: number.checked_sub(1)?,
                }),
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
    overlays: &[Overlay],
) -> Vec<Diagnostic> {
    let origins = Origins::of(&problems, pages, overlays);
    let place = |Problem { keys, message }| {
        if let Some(action) = origins.action(&keys, &message, overlays)
            && let Some(overlay) = overlays.get(action.overlay)
        {
            return overlay.fault(Some(action.index), message, "correct this action");
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
                overlays.last().map_or("", Overlay::file),
                message,
                "correct the overlay",
            ),
        }
    };
    problems.into_iter().map(place).collect()
}
