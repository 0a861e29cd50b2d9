//! Snapshots and behaviour across the crates.
