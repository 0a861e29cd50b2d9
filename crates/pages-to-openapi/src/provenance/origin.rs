//! The origin of an element: places of pages, or an action of an overlay.

use crate::diagnostic::Place;
use std::sync::Arc;

/// A place of a page: the page's number, and the place in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The page's number in the run.
    pub page: usize,
    /// Where in its file.
    pub place: Place,
}

/// What an element was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Parts of pages.
    Pages {
        /// How they lead to the element.
        how: How,
        /// Which part of a page it is, such as `the title`.
        part: &'static str,
        /// All of them.
        spots: Vec<Spot>,
    },
    /// An action of the overlay.
    Action {
        /// The overlay's file.
        file: String,
        /// Its number, counted from 1.
        number: usize,
        /// Where it stands.
        place: Place,
    },
}

/// How pages lead to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They say so.
    Stated,
    /// It follows from what they say.
    Inferred,
    /// It was changed, so that a client can be generated.
    Fitted,
}

impl Origin {
    /// What a page says itself.
    pub(crate) fn stated(part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Self::pages(How::Stated, part, spots)
    }

    /// What follows from what pages say.
    pub(crate) fn inferred(part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Self::pages(How::Inferred, part, spots)
    }

    fn pages(how: How, part: &'static str, spots: Vec<Spot>) -> Arc<Self> {
        Arc::new(Self::Pages { how, part, spots })
    }

    /// The same places, for what was made of them so that a client can be generated.
    pub(crate) fn fitted(&self) -> Arc<Self> {
        match self {
            Self::Pages { part, spots, .. } => Self::pages(How::Fitted, part, spots.clone()),
            action @ Self::Action { .. } => Arc::new(action.clone()),
        }
    }
}
