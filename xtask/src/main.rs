#![forbid(unsafe_code)]
//! Tasks of the workspace.
fn main() {}
