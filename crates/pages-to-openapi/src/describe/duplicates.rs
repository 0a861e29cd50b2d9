//! Pages that describe one operation.

use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;
use indexmap::IndexMap;

/// Returns a problem for each page whose operation another page describes, whatever the names of its path parameters.
pub(super) fn duplicates(pages: &[Page]) -> Vec<Diagnostic> {
    let mut seen: IndexMap<(String, String), (&Page, Place)> = IndexMap::new();
    let mut faults = Vec::new();
    for page in pages {
        let place = page.method.place;
        let key = (page.method.value.clone(), page.url.template());
        if let Some((other, at)) = seen.get(&key) {
            let message = format!(
                "{} {} is described by two pages: {}:{} and {}:{}",
                page.method.value, page.url.path, other.file, at.line, page.file, place.line
            );
            faults.push(page.fault(place, message, "remove one of the two pages"));
        } else {
            seen.insert(key, (page, place));
        }
    }
    faults
}
