//! Tags: the folders of a collection, or the resource where the publisher sorts nothing.

use super::names::Operation;
use crate::page::Page;
use serde_json::{Value, json};
use std::collections::HashSet;

/// The tags of an operation.
pub(super) fn of(page: &Page, operation: &Operation) -> Value {
    if page.folders.is_empty() {
        return json!([operation.resource]);
    }
    let names = page.folders.iter().map(|folder| &folder.name.value);
    let mut seen = HashSet::new();
    names
        .filter(|name| seen.insert(*name))
        .map(|name| json!(name))
        .collect()
}

/// The folders that say something of what lies in them.
pub(super) fn described(pages: &[Page]) -> Vec<Value> {
    let mut seen = HashSet::new();
    let mut tags = Vec::new();
    for folder in pages.iter().flat_map(|page| &page.folders) {
        if let Some(description) = &folder.description
            && seen.insert(&folder.name.value)
        {
            tags.push(json!({ "name": folder.name.value, "description": description.text }));
        }
    }
    tags
}
