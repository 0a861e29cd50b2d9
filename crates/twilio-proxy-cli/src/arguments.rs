//! The arguments of the command, and what each subcommand runs.

use std::io;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::failure::Failure;

/// Exports the interactions of Twilio Proxy, and calls each of its operations.
///
/// Credentials come from the environment: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and
/// TWILIO_API_KEY_SECRET.
#[derive(Parser)]
#[command(name = "twilio-proxy", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the completions of a shell
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
        match self.command {
            Command::Completions { shell } => {
                let mut command = Self::command();
                clap_complete::generate(shell, &mut command, "twilio-proxy", &mut io::stdout());
                Ok(())
            }
        }
    }
}
