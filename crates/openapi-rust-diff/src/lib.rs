#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod compare;
mod markdown;
mod meaning;
mod row;
mod rust;
mod table;
#[allow(dead_code, reason = "a file that two crates share")]
mod terminal;
mod version;
mod walk;

pub use compare::{NotADescription, Side, compare};
pub use row::{Comparison, Row, Verdict};
pub use table::{Format, told};
pub use version::Asked;
