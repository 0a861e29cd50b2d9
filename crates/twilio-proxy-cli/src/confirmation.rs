//! The question before something is deleted.

use std::io::{self, IsTerminal, Write};
use std::thread;

use clap::Args;
use tokio::sync::oneshot;

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
    pub async fn ask(&self, question: &str) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let message = "without a terminal to ask on, deleting needs --yes";
            return Err(Failure::Usage(message.to_owned()));
        }
        let answer = answer(question).await.map_err(|source| Failure::File {
            file: "the terminal".to_owned(),
            source,
        })?;
        match answer.trim().to_lowercase().as_str() {
            "y" | "yes" => Ok(()),
            _ => Err(Failure::Declined),
        }
    }
}

/// Returns the line that the user writes. It is read by a thread, so that Ctrl-C ends the command meanwhile.
async fn answer(question: &str) -> io::Result<String> {
    let mut stderr = io::stderr();
    write!(stderr, "{question} [y/N] ")?;
    stderr.flush()?;
    let (sender, answer) = oneshot::channel();
    thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line);
        // After an interruption, nobody waits for the line.
        let _ = sender.send(read.map(|_| line));
    });
    answer.await.map_err(io::Error::other)?
}
