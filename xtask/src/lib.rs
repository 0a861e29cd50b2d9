#![forbid(unsafe_code)]
//! What the workspace's tasks are made of: documentation page to [`page::Page`], pages to an
//! OpenAPI description, the overlay on top, the description written or checked.

pub mod bench;
pub mod ci;
pub mod demo;
pub mod describe;
pub mod diagnostic;
pub mod diff;
pub mod outline;
pub mod output;
pub mod overlay;
pub mod page;
mod path_text;
pub mod provenance;
pub mod soak;
pub mod spec;
pub mod steps;
