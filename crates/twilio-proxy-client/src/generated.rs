//! What progenitor makes of the description. Not written by hand: see `build.rs`.

// Not denied: pages of which something else is made must build all the same.
#![warn(missing_docs)]
#![allow(unused_imports)]
// A range of statuses is matched before its members.
#![allow(unreachable_patterns)]
#![allow(clippy::all, clippy::unwrap_used, rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
