#![forbid(unsafe_code)]
//! Serves the sandbox until it is told to stop.

use std::process::ExitCode;

use clap::Parser;
use twilio_proxy_sandbox::program;

/// The Twilio Proxy API on loopback, with services, sessions and participants made from a seed.
#[derive(Parser)]
#[command(version)]
struct Command {
    #[command(flatten)]
    arguments: program::Arguments,
}

#[tokio::main]
async fn main() -> ExitCode {
    match program::serve(Command::parse().arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twilio-proxy-sandbox: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}
