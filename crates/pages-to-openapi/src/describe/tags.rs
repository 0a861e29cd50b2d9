//! Tags: the folders of a collection, or the resource where the publisher sorts nothing.

use super::page_context::PageContext;
use crate::page::Page;
use crate::provenance::{Origin, Spot, Traced, TracedObject};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// The tags of an operation. `named` is where its name comes from.
pub(super) fn of(context: PageContext<'_>, named: &Arc<Origin>) -> Traced {
    let PageContext {
        page, operation, ..
    } = context;
    if page.folders.is_empty() {
        return Traced::new(json!([operation.resource]), named);
    }
    let mut seen = HashSet::new();
    let mut tags = Vec::new();
    for folder in &page.folders {
        if seen.insert(&folder.name.value) {
            let origin = context.stated("the folder", folder.name.place);
            tags.push(Traced::new(json!(folder.name.value), &origin));
        }
    }
    Traced::array(named, tags)
}

/// The folders that say something of what lies in them.
pub(super) fn described(pages: &[Page]) -> Vec<Traced> {
    let mut seen = HashSet::new();
    let mut tags = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for folder in &page.folders {
            if let Some(description) = &folder.description
                && seen.insert(&folder.name.value)
            {
                let origin = |part, place| Origin::stated(part, vec![Spot { page: index, place }]);
                let name = origin("the folder", folder.name.place);
                let mut tag = TracedObject::of(&name).with("name", json!(folder.name.value));
                let words = origin("the description", description.place(0));
                tag.insert_of(&words, "description", json!(description.text));
                tags.push(tag.into());
            }
        }
    }
    tags
}
