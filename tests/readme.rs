//! The workspace's README, so that its example is compiled with the tests.

#![forbid(unsafe_code)]
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
