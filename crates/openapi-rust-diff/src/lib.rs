#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod compare;
mod meaning;
mod row;
mod rust;
mod table;
mod version;
mod walk;

pub use compare::{NotADescription, Side, compare};
pub use row::{Comparison, Row, Verdict};
pub use table::{Format, told};
pub use version::Asked;
