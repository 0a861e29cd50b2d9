//! The Rust text of the files.

mod accepted;
mod api;
mod callbacks;
mod command;
mod documentation;
mod event;
mod imports;
mod input_object;
mod listing;
mod request;
mod resource;
mod root;
mod setter;
mod types;

pub use api::Api;
pub use callbacks::callbacks;
pub use command::{CommandGroup, command_group, command_root};
pub use resource::resource;
pub use root::root;
pub use types::types;
