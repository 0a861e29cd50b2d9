#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod check;
pub mod convert;
pub mod describe;
pub mod diagnostic;
mod elements;
mod finish;
mod generator_limits;
mod identifiers;
pub mod lower;
mod names;
pub mod outline;
pub mod overlay;
pub mod page;
mod placed;
pub mod provenance;
mod source_line;
pub mod terminal;
mod unique_names;
