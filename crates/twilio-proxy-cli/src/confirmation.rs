//! The question before something is deleted.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use crate::failure::Failure;

/// Whether to ask.
#[derive(Args)]
pub struct Confirmation {
    /// Delete without asking
    #[arg(long)]
    yes: bool,
}

impl Confirmation {
    /// Asks the user on the terminal, unless `--yes` is set.
    ///
    /// # Errors
    /// [`Failure::Declined`] unless the answer is yes, [`Failure::Usage`] without a terminal.
    pub fn ask(&self, question: &str) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let message = "without a terminal to ask on, deleting needs --yes";
            return Err(Failure::Usage(message.to_owned()));
        }
        let answer = || -> io::Result<String> {
            let mut stderr = io::stderr().lock();
            write!(stderr, "{question} [y/N] ")?;
            stderr.flush()?;
            let mut answer = String::new();
            io::stdin().read_line(&mut answer)?;
            Ok(answer)
        };
        let answer = answer().map_err(|source| Failure::File {
            file: "the terminal".to_owned(),
            source,
        })?;
        match answer.trim().to_lowercase().as_str() {
            "y" | "yes" => Ok(()),
            _ => Err(Failure::Declined),
        }
    }
}
