#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod convert;
pub mod describe;
pub mod diagnostic;
mod finish;
mod lower;
pub mod outline;
pub mod overlay;
pub mod page;
pub mod provenance;
