#![forbid(unsafe_code)]
// `println!` panics if its stream is full or closed: `console` prints instead.
#![deny(clippy::print_stdout, clippy::print_stderr)]
//! The tasks of the workspace: arguments, files, git and output around the crates that do the work.

pub mod bench;
pub mod ci;
#[path = "../../crates/pages-to-openapi/src/command/console.rs"]
pub mod console;
pub mod demo;
pub mod diff;
pub mod exit_code;
#[path = "../../crates/pages-to-openapi/src/command/input.rs"]
mod input;
mod json_file;
pub mod observe;
pub mod output;
#[path = "../../crates/pages-to-openapi/src/command/pages.rs"]
mod pages;
#[path = "../../crates/pages-to-openapi/src/command/path_text.rs"]
mod path_text;
pub mod soak;
pub mod spec;
pub mod steps;
mod workspace;
#[path = "../../crates/pages-to-openapi/src/command/write.rs"]
mod write;
