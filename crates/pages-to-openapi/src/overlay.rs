//! Overlays of a description: OpenAPI Overlay 1.0 documents, in YAML or JSON.
//!
//! An action that matches nothing is an error. In an overlay of conventions, which has `x-conventions: true` at its root, an
//! action may have `x-optional: true`, so that the overlay suits descriptions that lack the action's target.

mod edit;

use crate::diagnostic::{Diagnostic, Place, Source};
use crate::provenance::{Origin, Trace};
use edit::Part;
use enumset::EnumSet;
use roas_overlay::apply::ApplyErrorKind;
use roas_overlay::v1_0;
use roas_overlay::validation::Validate;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Marks an action that may match nothing.
const OPTIONAL: &str = "x-optional";

/// Marks an overlay that suits several APIs.
const CONVENTIONS: &str = "x-conventions";

/// An overlay that was read and is well formed.
#[derive(Debug, Clone)]
pub struct Overlay {
    file: String,
    lines: Source,
    document: v1_0::Overlay,
    /// Where each action's target stands.
    places: Vec<Place>,
}

impl Overlay {
    /// Reads an overlay. `file` names it in messages.
    ///
    /// # Errors
    /// Every fault that shows without a description: no UTF-8, no YAML, no overlay, a target that
    /// is no JSONPath.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let text = std::str::from_utf8(bytes).map_err(|_| {
            vec![Diagnostic::of_file(
                file,
                "the overlay is not UTF-8",
                "save it as UTF-8",
            )]
        })?;
        let document: v1_0::Overlay = serde_yaml_ng::from_str(text).map_err(|error| {
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
        let overlay = Self {
            file: file.to_owned(),
            lines: Source::new(text),
            document,
            places: targets(text),
        };
        let faults = overlay.ill_formed();
        if faults.is_empty() {
            Ok(overlay)
        } else {
            Err(faults)
        }
    }

    /// The file as the user named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Applies the overlay to the document and returns the problems.
    ///
    /// An action that matches nothing is a problem unless it is optional: its fact has lost its place. After a problem, the
    /// document has the changes of the other actions and is of no use. `trace` records the changes of each action.
    pub fn apply(&self, document: &mut Value, mut trace: Option<&mut Trace>) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        // One action at a time, so that all faults of a run are found in one run.
        for (index, action) in self.document.actions.iter().enumerate() {
            let origin = self.origin(index);
            let trace = trace.as_deref_mut();
            let value = &mut *document;
            match edit::apply(action, Part { value, trace }, &origin) {
                Ok(()) => {}
                Err(ApplyErrorKind::ZeroMatch) if is_true(action.extensions.as_ref(), OPTIONAL) => {
                }
                Err(kind) => faults.push(self.inapplicable(index, &kind)),
            }
        }
        faults
    }

    /// Returns the number of actions.
    pub(crate) fn actions(&self) -> usize {
        self.document.actions.len()
    }

    /// Applies the first `count` actions. `apply` reports those that fail.
    pub(crate) fn apply_first(&self, count: usize, document: &mut Value) {
        for (index, action) in self.document.actions.iter().enumerate().take(count) {
            let part = Part {
                value: &mut *document,
                trace: None,
            };
            let _ = edit::apply(action, part, &self.origin(index));
        }
    }

    /// Returns the actions that remove elements from a document, by the elements' JSON pointers.
    pub(crate) fn removers(
        &self,
        document: &mut Value,
        pointers: &HashSet<String>,
    ) -> HashMap<String, usize> {
        let mut removers = HashMap::new();
        for (index, action) in self.document.actions.iter().enumerate() {
            let is_there = |pointer: &&String| document.pointer(pointer).is_some();
            let there: Vec<&String> = pointers.iter().filter(is_there).collect();
            let part = Part {
                value: &mut *document,
                trace: None,
            };
            // `apply` reports an action that fails.
            let _ = edit::apply(action, part, &self.origin(index));
            let gone = there
                .into_iter()
                .filter(|pointer| document.pointer(pointer).is_none());
            removers.extend(gone.map(|pointer| (pointer.clone(), index)));
        }
        removers
    }

    fn origin(&self, index: usize) -> Arc<Origin> {
        Arc::new(Origin::Action {
            file: self.file.clone(),
            number: index + 1,
            place: self.places.get(index).copied().unwrap_or_default(),
        })
    }

    fn ill_formed(&self) -> Vec<Diagnostic> {
        let Err(error) = self.document.validate(EnumSet::empty()) else {
            return self.misplaced_optionals();
        };
        let faults = error.errors.iter().map(|error| {
            let action = error.path.strip_prefix("#.actions[");
            let index = action.and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
            self.fault(
                index,
                format!(
                    "the overlay is not well formed: {}: {}",
                    error.path, error.message
                ),
                "each action needs a JSONPath as `target`, and either `update` or `remove: true`",
            )
        });
        faults.collect()
    }

    /// Returns a problem for each action whose `x-optional` is not allowed.
    fn misplaced_optionals(&self) -> Vec<Diagnostic> {
        let has_conventions = is_true(self.document.extensions.as_ref(), CONVENTIONS);
        let actions = self.document.actions.iter().enumerate();
        let marked = actions.filter(|(_, action)| {
            let mark = action.extensions.as_ref().and_then(|all| all.get(OPTIONAL));
            mark.is_some_and(|mark| !has_conventions || !mark.is_boolean())
        });
        marked
            .map(|(index, _)| {
                self.fault(
                    Some(index),
                    format!("action {} cannot be optional", index + 1),
                    "`x-optional` is true or false, in an overlay that has `x-conventions: true` at its root",
                )
            })
            .collect()
    }

    fn inapplicable(&self, index: usize, kind: &ApplyErrorKind) -> Diagnostic {
        let number = index + 1;
        let action = self.document.actions.get(index);
        let target = action.map_or("", |action| action.target.as_str());
        if matches!(kind, ApplyErrorKind::ZeroMatch) {
            return self
                .fault(
                    Some(index),
                    format!("action {number} matches nothing: {target}"),
                    "change the target to what the description has now, or remove the action",
                )
                .expected("nothing in the description has this path");
        }
        self.fault(
            Some(index),
            format!("action {number} cannot be applied to {target}: {kind}"),
            "a target is a JSONPath to objects or arrays",
        )
    }

    /// A problem of an action, or of the whole overlay.
    pub(crate) fn fault(&self, action: Option<usize>, message: String, help: &str) -> Diagnostic {
        let fault = Diagnostic::of_file(&self.file, message, help);
        match action.and_then(|index| self.places.get(index)) {
            Some(place) => fault.at_line(*place, self.lines.line(place.line)),
            None => fault,
        }
    }
}

fn is_true(extensions: Option<&BTreeMap<String, Value>>, key: &str) -> bool {
    extensions.and_then(|all| all.get(key)) == Some(&Value::Bool(true))
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
