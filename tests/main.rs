//! Snapshots and behaviour across the crates.
// In a test a panic is the report.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod answer;
mod authorization;
mod bounds;
mod call_options;
mod client_methods;
mod clock;
mod closure;
mod collect;
mod collections;
mod configuration;
mod contract;
mod crowd;
mod cursors;
mod description;
mod encodings;
mod environment;
mod error_bodies;
mod error_text;
mod errors;
mod fault_table;
mod faults;
mod features;
mod generated_errors;
mod idle_connections;
mod in_flight;
mod leaks;
mod link_variants;
mod listing;
mod memory;
mod moved;
mod next_links;
mod observed;
mod open_enums;
mod operations;
mod outcomes;
mod page_meta;
mod page_sizes;
mod pages;
mod personal_data;
mod promises;
mod properties;
mod proxy_variables;
mod rate_limits;
mod raw_records;
mod records;
mod redaction;
mod redaction_spellings;
mod refusals;
mod request_rate;
mod requests;
mod resume_matrix;
mod resuming;
mod retry_budget;
mod runtimes;
mod sample;
mod schemas;
mod sent_once;
mod server;
mod soak;
mod streams;
mod successes;
mod trust_store;
mod undecodable;
mod waits;
