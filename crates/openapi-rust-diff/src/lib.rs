#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod cells;
mod code;
mod compare;
mod file;
mod format;
mod github;
mod html;
mod location;
#[cfg(feature = "cli")]
mod manifest;
mod markdown;
mod meaning;
mod part;
mod positions;
mod row;
mod rust;
mod snippet;
mod source_line;
mod table;
#[allow(dead_code, reason = "a file that two crates share")]
mod terminal;
mod version;
mod walk;

pub use compare::{NotADescription, Options, Side, compare};
pub use file::{DescriptionFile, SyntaxError};
pub use format::{Format, UnknownEnding};
pub use location::{Anchor, Location};
#[cfg(feature = "cli")]
pub use manifest::{manifest_version, nearest_version};
pub use row::{Code, Comparison, Row, Verdict};
pub use rust::{OwnType, OwnTypeRule};
pub use table::render;
pub use version::RequiredVersion;
