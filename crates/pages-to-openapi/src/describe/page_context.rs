//! The page that a step describes.

use super::operation_names::Operation;
use crate::diagnostic::Place;
use crate::page::Page;
use crate::provenance::{Origin, Spot};
use std::sync::Arc;

/// A page with its number in the run, and the names of its operation.
#[derive(Clone, Copy)]
pub(super) struct PageContext<'a> {
    pub(super) index: usize,
    pub(super) page: &'a Page,
    pub(super) operation: &'a Operation,
}

impl PageContext<'_> {
    /// Returns the origin of a fact that the page states.
    pub(super) fn stated(self, part: &'static str, place: Place) -> Arc<Origin> {
        Origin::stated(part, vec![self.spot(place)])
    }

    /// Returns the origin of a fact that follows from what the page states.
    pub(super) fn inferred(self, part: &'static str, place: Place) -> Arc<Origin> {
        Origin::inferred(part, vec![self.spot(place)])
    }

    fn spot(self, place: Place) -> Spot {
        Spot {
            page: self.index,
            place,
        }
    }
}
