//! The names that the objects of a sample get.

use crate::names::{pascal, singular};

/// What an object is called, and what the objects in an array are called.
#[derive(Debug, Clone)]
pub(in crate::describe) struct Naming {
    pub(in crate::describe) object: String,
    pub(in crate::describe) item: String,
}

impl Naming {
    pub(in crate::describe) fn of(parent: &str, property: &str) -> Self {
        let name = pascal(property);
        Self {
            item: format!("{parent}{}", singular(&name)),
            object: format!("{parent}{name}"),
        }
    }
}
