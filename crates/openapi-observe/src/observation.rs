//! The result of a comparison.

use crate::kind::Kind;
use crate::overlay::{Step, yaml};
use crate::skip::Skip;
use std::collections::BTreeMap;

/// A place at which the description and the traffic disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The kind of the difference.
    pub kind: Kind,
    /// The place, such as `Session.ttl`, `ListSession`, `ListSession 404` or `GET /v1/Services/{}/Things`.
    pub place: String,
    /// The number of exchanges that show the difference.
    pub seen: usize,
    /// The number of exchanges that have the operation, the object or the list with the place.
    pub of: usize,
    /// The type and the length of the first value that differs, but never the value.
    pub example: String,
}

/// The result of a comparison.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The differences, by kind and place.
    pub rows: Vec<Row>,
    /// The documented fields that no response had, by place. Only objects that were there count.
    pub never_seen: Vec<Row>,
    /// The number of exchanges and of bodies that were not compared, by reason.
    pub skipped: BTreeMap<Skip, usize>,
    /// The number of exchanges that were compared.
    pub exchanges: usize,
    pub(crate) steps: Vec<Step>,
}

impl Observation {
    /// Returns an OpenAPI overlay that makes the description agree with the traffic, or `None` if no action would. Each action
    /// has a comment with its evidence.
    pub fn overlay(&self) -> Option<String> {
        let has_actions = self.steps.iter().any(|step| !step.actions.is_empty());
        has_actions.then(|| yaml(&self.steps))
    }

    /// Returns the numbers of skipped exchanges and of skipped bodies, by reason, each as a line if it is not zero.
    pub fn skipped_lines(&self) -> Vec<String> {
        let line = |is_of_body: bool, head: &str| {
            let skipped = self.skipped.iter();
            let skipped = skipped.filter(|(reason, _)| reason.is_of_body() == is_of_body);
            let counts = skipped.map(|(reason, count)| format!("{reason} ({count})"));
            let counts: Vec<String> = counts.collect();
            (!counts.is_empty()).then(|| format!("{head}: {}", counts.join(", ")))
        };
        let exchanges = line(false, "exchanges not compared");
        let bodies = line(true, "bodies not compared");
        exchanges.into_iter().chain(bodies).collect()
    }
}
