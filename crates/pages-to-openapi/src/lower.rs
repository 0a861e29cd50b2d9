//! Makes a description fit for progenitor: one type for an operation's successes and one for its errors, and one Rust name
//! for each parameter, field and variant. Facts that a client cannot have stay in the description, in extensions that begin
//! with `x-other-`.

mod body;
mod enums;
mod parameters;
mod pass;
mod properties;
mod responses;
mod schemas;
mod texts;
mod warning;

pub use pass::lower;
