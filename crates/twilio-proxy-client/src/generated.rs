//! What progenitor makes of the description. Not written by hand: see `build.rs`.

#![allow(missing_docs, unused_imports)]
// A range of statuses is matched before its members.
#![allow(unreachable_patterns)]
#![allow(clippy::all, clippy::unwrap_used, rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
