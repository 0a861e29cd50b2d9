//! The exit code that the tasks share.

/// A task failed: invalid input, or a step that did not succeed.
pub const FAILED: u8 = 100;
