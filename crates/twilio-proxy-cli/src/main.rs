#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "proxy"),
    allow(dead_code, reason = "the export uses it")
)]

mod api;
mod arguments;
#[rustfmt::skip]
mod commands;
mod confirmation;
#[cfg(feature = "proxy")]
mod export;
mod failure;
mod interrupt;
mod json_argument;
mod listing_options;
mod logging;
mod output;
mod recording;
#[allow(dead_code, reason = "shared with crates that use all of it")]
mod terminal;
mod usage;
mod webhook;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error),
    };
    let format = arguments.output;
    match arguments.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report(format);
            failure.exit_code()
        }
    }
}
