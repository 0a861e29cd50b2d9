#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod cells;
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

pub use compare::{NotADescription, Options, Side, compare};
pub use row::{Comparison, Row, Verdict};
pub use rust::{OwnType, OwnTypeRule};
pub use table::{Format, render};
pub use version::RequiredVersion;
