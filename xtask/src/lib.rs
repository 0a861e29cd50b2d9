#![forbid(unsafe_code)]
// `println!` panics if its stream is full or closed: `console` prints instead.
#![deny(clippy::print_stdout, clippy::print_stderr)]
//! What the workspace's tasks are made of: documentation page to [`page::Page`], pages to an
//! OpenAPI description, the overlay on top, the description written or checked.

pub mod bench;
pub mod ci;
pub mod console;
pub mod demo;
pub mod describe;
pub mod diagnostic;
pub mod diff;
mod input;
pub mod outline;
pub mod output;
pub mod overlay;
pub mod page;
mod path_text;
pub mod provenance;
pub mod soak;
pub mod spec;
pub mod steps;
pub mod terminal;
