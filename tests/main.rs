//! Snapshots and behaviour across the crates.
// In a test a panic is the report.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod api;
mod errors;
mod listing;
mod redaction;
mod settings;
mod support;
mod transport;
mod webhook;
