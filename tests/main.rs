//! Snapshots and behaviour across the crates.
// In a test a panic is the report.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod answer;
mod bounds;
mod configuration;
mod crowd;
mod cursors;
mod description;
mod environment;
mod errors;
mod fault_table;
mod faults;
mod leaks;
mod listing;
mod next_links;
mod properties;
mod records;
mod refusals;
mod requests;
mod resuming;
mod runtimes;
mod sample;
mod schemas;
mod server;
mod soak;
mod streams;
