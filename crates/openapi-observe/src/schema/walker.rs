//! A JSON value compared with a schema.

use crate::description::{Description, Site};
use crate::kind::Kind;
use crate::notes::{Difference, Notes};
use crate::overlay::Fix;
use crate::schema::alternatives::alternatives;
use crate::schema::null::allows_null;
use crate::schema::parts::{Part, parts};
use crate::schema::{JsonType, Patterns, from_text, shape};
use serde_json::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The number of schemas that are looked at for one body.
const STEPS: usize = 2_000_000;
/// The deepest nesting of values and of branches that is compared.
const DEEPEST: usize = 200;

/// The place of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'p> {
    pub(crate) place: &'p str,
    /// The place of the operation, the object or the list that has the value.
    pub(crate) within: &'p str,
    /// Whether the value is a form, whose fields are named by the operation.
    pub(crate) is_form: bool,
}

impl<'p> At<'p> {
    /// Returns the place of a value that is not a form.
    pub(crate) fn new(place: &'p str, within: &'p str) -> Self {
        Self {
            place,
            within,
            is_form: false,
        }
    }
}

/// Compares the values of one request or one response with their schemas.
pub(crate) struct Walker<'a> {
    pub(super) description: Description<'a>,
    pub(super) patterns: &'a Patterns,
    /// Whether the values are a response, whose documented fields are noted.
    pub(super) is_response: bool,
    steps_left: Cell<usize>,
}

impl<'a> Walker<'a> {
    pub(crate) fn new(
        description: Description<'a>,
        patterns: &'a Patterns,
        is_response: bool,
    ) -> Self {
        Self {
            description,
            patterns,
            is_response,
            steps_left: Cell::new(STEPS),
        }
    }

    /// Whether values were left out because there are too many, or because they are nested too deeply.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.steps_left.get() == 0
    }

    /// Compares a value with a schema.
    pub(crate) fn value(&self, notes: &mut Notes, site: &Site<'a>, value: &Value, at: At<'_>) {
        self.value_at(notes, site, value, at, 0);
    }

    /// Compares the texts of a parameter with its schema.
    pub(crate) fn texts(&self, notes: &mut Notes, site: &Site<'a>, texts: &[String], at: At<'_>) {
        let value = from_text::value(self.description, site, texts);
        self.value(notes, site, &value, at);
    }

    /// Compares a form with its schema. The operation names its fields.
    pub(crate) fn form(
        &self,
        notes: &mut Notes,
        site: &Site<'a>,
        fields: &BTreeMap<String, Vec<String>>,
        operation: &str,
    ) {
        let at = At {
            place: operation,
            within: operation,
            is_form: true,
        };
        let form = from_text::form(&self.parts(site.clone(), at), self.description, fields);
        self.value(notes, site, &form, at);
    }

    pub(super) fn value_at(
        &self,
        notes: &mut Notes,
        site: &Site<'a>,
        value: &Value,
        at: At<'_>,
        depth: usize,
    ) {
        if depth > DEEPEST {
            self.steps_left.set(0);
        }
        if self.is_exhausted() {
            return;
        }
        notes.value(at.place, JsonType::of(value));
        if value.is_null() {
            if !allows_null(self.description, site) {
                let fix = Fix::AllowNull {
                    schema: site.pointer.clone(),
                };
                self.differ(notes, Kind::Null, at, value, fix);
            }
            return;
        }
        let parts = self.parts(site.clone(), at);
        let open = parts.iter().flat_map(alternatives).collect();
        self.branches(
            notes,
            Subject {
                site,
                value,
                at,
                depth,
            },
            parts,
            open,
        );
    }

    pub(super) fn parts(&self, site: Site<'a>, at: At<'_>) -> Vec<Part<'a>> {
        parts(self.description, site, at.place, !at.is_form)
    }

    /// Chooses a branch of each `anyOf` and `oneOf`: the one that agrees best with the value.
    fn branches(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        parts: Vec<Part<'a>>,
        mut open: Vec<Vec<Site<'a>>>,
    ) {
        self.steps_left
            .set(self.steps_left.get().saturating_sub(parts.len().max(1)));
        if subject.depth > DEEPEST || self.is_exhausted() {
            self.steps_left.set(0);
            return;
        }
        let Some(branches) = open.pop() else {
            self.constraints(notes, subject, &parts);
            return;
        };
        let trials = branches.into_iter().map(|branch| {
            let added = self.parts(branch, subject.at);
            let mut open = open.clone();
            open.extend(added.iter().flat_map(alternatives));
            let mut trial = Notes::default();
            let all = parts.iter().cloned().chain(added).collect();
            self.branches(&mut trial, subject.deeper(), all, open);
            trial
        });
        // Of several, the first one.
        if let Some(best) = trials.min_by_key(|trial| trial.weight(subject.at.place)) {
            notes.append(best);
        }
    }

    /// Notes a difference of a value.
    pub(super) fn differ(
        &self,
        notes: &mut Notes,
        kind: Kind,
        at: At<'_>,
        value: &Value,
        fix: Fix,
    ) {
        let difference = Difference {
            within: at.within.to_owned(),
            example: shape(value),
            fixes: BTreeSet::from([fix]),
        };
        notes.differ(kind, at.place, difference);
    }
}

/// A value that is compared, with its place and the schema at the place.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s, 'a> {
    pub(super) site: &'s Site<'a>,
    pub(super) value: &'s Value,
    pub(super) at: At<'s>,
    pub(super) depth: usize,
}

impl Subject<'_, '_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}
