//! Warnings about what a client loses.

use crate::diagnostic::{Diagnostic, Place};
use crate::page::Page;

/// Returns a warning at a place of a page.
pub(super) fn warn(page: &Page, place: Place, message: String, help: &str) -> Diagnostic {
    page.fault(place, message, help).warning()
}
