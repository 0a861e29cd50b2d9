//! The clients before and after a change.

use crate::rust::Client;

/// The clients that are generated from the old and the new description.
#[derive(Clone, Copy)]
pub(crate) struct Clients<'a> {
    pub(crate) old: Client<'a>,
    pub(crate) new: Client<'a>,
}
