#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod compare;
mod description;
mod findings;
mod har;
mod hosts;
mod kind;
mod markdown;
mod name;
mod notes;
mod observation;
mod overlay;
mod parameters;
mod report;
mod responses;
mod routes;
mod schema;
mod skip;
mod template;
#[allow(dead_code, reason = "a file that several crates share")]
#[path = "../../pages-to-openapi/src/terminal.rs"]
mod terminal;

pub use compare::{ObserveError, Options, Recording, observe};
pub use hosts::{Host, InvalidHost};
pub use kind::Kind;
pub use observation::{Observation, Row};
pub use report::{Format, render};
pub use skip::Skip;
