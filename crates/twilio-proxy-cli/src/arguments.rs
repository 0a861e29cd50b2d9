//! The arguments of the command, and what each subcommand runs.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{ArgAction, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
#[cfg(feature = "proxy")]
use twilio_proxy_sandbox::program;

use crate::api::Api;
use crate::commands::Commands;
#[cfg(feature = "proxy")]
use crate::export;
use crate::failure::Failure;
use crate::interrupt::{exit_if_blocked, or_interrupted};
use crate::output::Format;
use crate::recording::Recording;
use crate::{logging, webhook};

/// Export the interactions of Twilio Proxy, and call each of its operations.
///
/// Credentials come from the environment: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and
/// TWILIO_API_KEY_SECRET. TWILIO_EDGE and TWILIO_REGION choose the data centre, TWILIO_PROXY_BASE_URL another server.
#[derive(Parser)]
#[command(
    name = "twilio-proxy",
    version,
    after_help = "Exit codes: 0 success, 1 API or transport error, 2 usage, 3 not found, 4 unauthorized, \
                  5 rate limited, 130 interrupted."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The format of the output: table, json, jsonl or csv [default: table on a terminal, json elsewhere]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub output: Option<Format>,
    /// Write the exchanges with the API to a HAR file, without secrets and personal data
    #[arg(long, global = true, value_name = "FILE.har")]
    record: Option<PathBuf>,
    /// Report retries on standard error; twice, report each request
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,
}

#[derive(Subcommand)]
enum Command {
    #[cfg(feature = "proxy")]
    Export(export::Arguments),
    #[command(flatten)]
    Operations(Commands),
    /// Work with the webhooks that Proxy sends
    #[command(subcommand)]
    Webhook(webhook::Command),
    /// Serve the API on this machine, for trying out, with a page at /sandbox
    #[cfg(feature = "proxy")]
    Sandbox(program::Arguments),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

impl Arguments {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// The subcommand failed.
    pub async fn run(self) -> Result<(), Failure> {
        logging::start(self.verbose);
        let recording = self.record.as_deref().map(Recording::begin).transpose()?;
        let api = Api::new(self.output, recording.as_ref());
        let result = match self.command {
            // It says how to continue when it is interrupted.
            #[cfg(feature = "proxy")]
            Command::Export(arguments) => {
                exit_if_blocked(self.output);
                arguments.run(&api).await
            }
            Command::Operations(command) => {
                exit_if_blocked(self.output);
                or_interrupted(command.run(&api)).await
            }
            Command::Webhook(command) => command.run(),
            // It stops by itself when it is interrupted.
            #[cfg(feature = "proxy")]
            Command::Sandbox(arguments) => program::serve(arguments)
                .await
                .map_err(|error| Failure::Sandbox(error.to_string())),
            Command::Completions { shell } => {
                // clap_complete panics if it cannot write.
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "twilio-proxy", &mut script);
                let written = io::stdout().write_all(&script);
                written.map_err(Failure::standard_output)
            }
        };
        let recorded = recording.map_or(Ok(()), Recording::finish);
        result.and(recorded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_option_of_a_command_has_the_name_of_another() {
        Arguments::command().debug_assert();
    }
}
