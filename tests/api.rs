//! The public items, the generated code and the description.

mod call_options;
mod client_methods;
mod description_outline;
mod features;
pub mod generated_methods;
mod open_enums;
mod public_items;
mod schema_agreement;
mod schemas;
