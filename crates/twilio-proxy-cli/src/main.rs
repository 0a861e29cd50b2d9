#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod arguments;
mod failure;
mod recording;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

#[tokio::main]
async fn main() -> ExitCode {
    match Arguments::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("twilio-proxy: {failure}");
            failure.exit_code()
        }
    }
}
