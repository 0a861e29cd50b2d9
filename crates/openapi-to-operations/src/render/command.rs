//! The Rust text of commands.

mod argument;
mod body;
mod group;
mod root;

pub use group::{CommandGroup, command_group};
pub use root::command_root;
