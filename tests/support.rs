//! Servers, clocks and sample data that the tests share.

pub mod clock;
pub mod documented_operations;
pub mod fault_table;
pub mod fixtures;
pub mod request;
pub mod response;
pub mod runtimes;
pub mod server;
