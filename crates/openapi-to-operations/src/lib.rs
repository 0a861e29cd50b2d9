#![doc = include_str!("../README.md")]

mod callbacks;
mod command_files;
mod description;
mod field_type;
mod listing;
#[path = "../../twilio-proxy-client/build/document/markdown.rs"]
mod markdown;
mod naming;
mod operation;
mod render;
#[path = "../../twilio-proxy-client/build/replacement.rs"]
mod replacement;
mod source_files;
mod type_use;

pub use command_files::command_files;
pub use source_files::{SourceFile, source_files};
