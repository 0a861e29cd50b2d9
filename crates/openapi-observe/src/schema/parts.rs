//! The parts of a schema that apply together: the schema itself, the parts of its `allOf`, and what references name.

use crate::description::{Description, Site};
use serde_json::Value;

/// The largest number of parts of one schema. Further ones are ignored.
const MOST: usize = 64;
/// The deepest nesting of references and `allOf` that is followed.
const DEEPEST: usize = 32;

/// A part of a schema.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) site: Site<'a>,
    /// The place that names the fields of this part: the component, or the place of the schema if it is none.
    pub(super) owner: String,
}

impl<'a> Part<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.site.value.get(key)
    }

    /// Returns a keyword whose value is a text.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }

    /// Returns the allowed types. An absent `type` allows all.
    pub(super) fn types(&self) -> Vec<&'a str> {
        match self.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// Returns the parts of a schema, the outermost first. With `is_named`, the fields of a component are named by the component.
pub(super) fn parts<'a>(
    description: Description<'a>,
    site: Site<'a>,
    owner: &str,
    is_named: bool,
) -> Vec<Part<'a>> {
    let mut collector = Collector {
        description,
        is_named,
        parts: Vec::new(),
    };
    collector.add(site, owner, 0);
    collector.parts
}

struct Collector<'a> {
    description: Description<'a>,
    is_named: bool,
    parts: Vec<Part<'a>>,
}

impl<'a> Collector<'a> {
    fn add(&mut self, site: Site<'a>, owner: &str, depth: usize) {
        let is_known = |part: &Part<'_>| part.site.pointer == site.pointer;
        if depth > DEEPEST || self.parts.len() >= MOST || self.parts.iter().any(is_known) {
            return;
        }
        if let Some(reference) = site.value.get("$ref").and_then(Value::as_str) {
            let component = reference.strip_prefix("#/components/schemas/");
            let owner = component.filter(|_| self.is_named).unwrap_or(owner);
            if let Some(target) = self.description.target(reference) {
                self.add(target, owner, depth + 1);
            }
            return;
        }
        let all_of = site.member("allOf");
        self.parts.push(Part {
            site,
            owner: owner.to_owned(),
        });
        for part in all_of.iter().flat_map(Site::items) {
            self.add(part, owner, depth + 1);
        }
    }
}

/// Returns the first type that a schema or one of its parts has.
pub(crate) fn first_type<'a>(description: Description<'a>, pointer: &str) -> Option<&'a str> {
    let site = Site {
        value: description.root().pointer(pointer)?,
        pointer: pointer.to_owned(),
    };
    let parts = parts(description, site, "", false);
    parts.iter().flat_map(Part::types).next()
}
