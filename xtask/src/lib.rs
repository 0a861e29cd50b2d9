#![forbid(unsafe_code)]
// `println!` panics if its stream is full or closed: `console` prints instead.
#![deny(clippy::print_stdout, clippy::print_stderr)]
//! The tasks of the workspace: arguments, files, git and output around the crates that do the work.

pub mod bench;
pub mod ci;
pub mod console;
pub mod demo;
pub mod diff;
mod input;
pub mod output;
mod path_text;
pub mod soak;
pub mod spec;
pub mod steps;
