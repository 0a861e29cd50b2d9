//! The overlay laid on a description: an OpenAPI Overlay 1.0 document, in YAML or JSON.

use crate::diagnostic::{Diagnostic, Place};
use enumset::EnumSet;
use roas_overlay::apply::{Apply, ApplyErrorKind, ApplyOptions};
use roas_overlay::v1_0::Overlay;
use roas_overlay::validation::Validate;
use serde_json::Value;

/// Lays the overlay on the document. An action that matches nothing is a fault: it stands for a fact
/// that no longer has a place.
///
/// # Errors
/// Every fault of the overlay: no YAML, no overlay, a target that is no JSONPath, an action without
/// a match. The document is then as far changed as the other actions reached, and of no use.
pub fn apply(document: &mut Value, file: &str, text: &str) -> Result<(), Vec<Diagnostic>> {
    let overlay: Overlay = serde_yaml_ng::from_str(text).map_err(|error| {
        let fault = Diagnostic::of_file(
            file,
            format!("this is no OpenAPI Overlay 1.0 document: {error}"),
            "write a document with `overlay: 1.0.0`, `info` and `actions`: https://spec.openapis.org/overlay/v1.0.0.html",
        );
        vec![match error.location() {
            Some(at) => fault.at(Place { line: at.line(), column: at.column() }, text),
            None => fault,
        }]
    })?;
    let places = targets(text);
    if let Err(error) = overlay.validate(EnumSet::empty()) {
        let faults = error.errors.iter().map(|error| {
            let fault = Diagnostic::of_file(
                file,
                format!(
                    "the overlay is not well formed: {}: {}",
                    error.path, error.message
                ),
                "each action needs a JSONPath as `target`, and either `update` or `remove: true`",
            );
            let action = error.path.strip_prefix("#.actions[");
            let index = action.and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
            match index.and_then(|index| places.get(index)) {
                Some(place) => fault.at(*place, text),
                None => fault,
            }
        });
        return Err(faults.collect());
    }
    let mut faults = Vec::new();
    for (index, action) in overlay.actions.iter().enumerate() {
        // One action at a time, so that all faults of a run are found in one run.
        let one = Overlay {
            actions: vec![action.clone()],
            ..overlay.clone()
        };
        if let Err(error) = one.apply(document, ApplyOptions::ErrorOnZeroMatch.into()) {
            let number = index + 1;
            let target = &action.target;
            let zero = matches!(error.kind, ApplyErrorKind::ZeroMatch);
            let mut fault = if zero {
                Diagnostic::of_file(
                    file,
                    format!("action {number} matches nothing: {target}"),
                    "change the target to what the description has now, or remove the action",
                )
            } else {
                Diagnostic::of_file(
                    file,
                    format!(
                        "action {number} cannot be applied to {target}: {}",
                        error.kind
                    ),
                    "a target is a JSONPath to objects or arrays",
                )
            };
            if let Some(place) = places.get(index) {
                fault = fault.at(*place, text);
            }
            if zero {
                fault = fault.expected("nothing in the description has this path");
            }
            faults.push(fault);
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Where each action's target stands. The YAML reader keeps no places, so the lines are sought: the
/// `target` keys that are as deep as the first one.
fn targets(text: &str) -> Vec<Place> {
    let mut depth = None;
    let mut places = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let bare = line.trim_start_matches([' ', '-']);
        let column = line.len() - bare.len();
        let key = bare.trim_start_matches(['"', '\'']);
        let is_target = key.strip_prefix("target").is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
        });
        if is_target && *depth.get_or_insert(column) == column {
            places.push(Place {
                line: index + 1,
                column: column + 1,
            });
        }
    }
    places
}
