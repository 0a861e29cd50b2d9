//! The sandbox as a client that is not ours sees it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod application;
mod browser;
mod caller;
mod conversation;
mod determinism;
mod examples;
mod faults;
mod life_cycle;
mod limits;
mod listing;
mod page;
mod paging;
mod program;
mod recorded;
mod recorded_traffic;
mod recording_proxy;
mod running;
mod scripting;
mod untrusted;
mod wrapper;
