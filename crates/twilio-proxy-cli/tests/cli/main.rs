//! The command against a sandbox.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod commands;
mod exit_codes;
mod export;
#[cfg(unix)]
mod export_files;
#[cfg(unix)]
mod export_interrupted;
mod export_records;
mod formats;
mod gate;
mod help;
mod recording;
mod streams;
mod tool;
mod webhook;
