#![forbid(unsafe_code)]
//! The tasks of the workspace: arguments, files, git and output around the crates that do the work.

pub mod bench;
pub mod ci;
pub mod demo;
pub mod diff;
pub mod output;
mod path_text;
pub mod soak;
pub mod spec;
pub mod steps;
