//! Finds every difference between two descriptions.
//!
//! The walk follows OpenAPI 3.0 and is independent of any programming language. It visits each member of each object, so it
//! also reports members that it does not interpret. The order of members, parameters, enum values and required names has no
//! meaning in OpenAPI, so another order is not a difference.

mod all_of;
mod bodies;
mod change;
mod components;
mod document;
mod kind;
mod operations;
mod pair;
mod paired;
mod parameters;
mod place;
mod reach;
mod renamed;
mod resolve;
mod responses;
mod schemas;
mod set_difference;
mod walker;

pub(crate) use all_of::is_annotation;
pub(crate) use change::{Change, Directions, Holder, SchemaContext, Section};
pub(crate) use kind::{
    BodyChange, Combinator, ContentChange, DocumentChange, Kind, Location, MemberChange,
    OperationChange, ParameterChange, Presence, ResponseChange, SchemaChange,
};
pub(crate) use pair::Pair;
pub(crate) use resolve::{reference, resolve, schema_name};

use serde_json::Value;

/// Returns every change from the old description to the new one.
pub(crate) fn changes<'a>(old: &'a Value, new: &'a Value) -> Vec<Change<'a>> {
    walker::Walk::new(old, new).changes()
}
