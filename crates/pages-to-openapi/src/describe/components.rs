//! The named schemas of a description, in four steps: the samples are observed, the kinds of SIDs get names, equal
//! components are merged, and the schemas are emitted.

mod deduplicate;
mod emit;
mod equal;
mod named_schemas;
mod naming;
mod open_enums;
mod patterns;
mod reference;
mod samples;
mod schema;

pub(super) use deduplicate::deduplicate;
pub(super) use emit::emit;
pub(super) use named_schemas::NamedSchemas;
pub(super) use naming::Naming;
pub(super) use open_enums::OpenEnums;
pub(super) use patterns::name;
pub(super) use samples::{Samples, warn_of_conflict};
pub(super) use schema::SchemaNames;
