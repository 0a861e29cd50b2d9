//! What progenitor makes of the description. Not written by hand: see `build.rs`.

// Not denied: pages of which something else is made must build all the same.
#![warn(missing_docs)]
#![allow(unused_imports)]
// A range of statuses is matched before its members.
#![allow(unreachable_patterns)]
#![allow(clippy::all, clippy::unwrap_used, rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));

/// Names of the fields of requests whose values are neither personal data nor secret, by the description.
///
/// Every other field counts as personal, so that one that the description does not have is not shown by accident.
pub const PLAIN_FIELDS: &[&str] = &include!(concat!(env!("OUT_DIR"), "/plain_fields.rs"));
