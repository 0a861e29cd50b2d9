//! Where each element of a description comes from: pages and lines, or an action of the overlay. It
//! is kept beside the description, never in it.

mod explanation;
mod origin;
mod trace;
mod traced;

pub(crate) use explanation::sources;
pub use explanation::{Element, Explanation, Source};
pub use origin::{How, Origin, Spot};
pub use trace::Trace;
pub(crate) use traced::{Traced, TracedObject};
