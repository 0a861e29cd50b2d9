#![forbid(unsafe_code)]
//! Docs.
