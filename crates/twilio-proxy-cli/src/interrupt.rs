//! Ctrl-C and SIGTERM.

use std::process;
use std::time::Duration;

use crate::failure::Failure;
use crate::output::Format;

/// How long a command may take to end after an interruption.
const GRACE: Duration = Duration::from_secs(1);

/// Ends the process after an interruption if the command does not end by itself, because it waits for a reader of standard
/// output or for the end of standard input.
pub fn exit_if_blocked(format: Option<Format>) {
    tokio::spawn(async move {
        interrupted().await;
        tokio::time::sleep(GRACE).await;
        Failure::Interrupted.report(format);
        process::exit(130);
    });
}

/// Runs a command, unless the user interrupts it.
///
/// # Errors
/// The command failed, or was interrupted.
pub async fn or_interrupted<T>(
    command: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    // Listened for before the command begins, so that no moment of it is left to the system.
    let interrupted = interrupted();
    tokio::select! {
        result = command => result,
        () = interrupted => Err(Failure::Interrupted),
    }
}

#[cfg(unix)]
fn interrupted() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    async fn received(signal: std::io::Result<Signal>) {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            // Without a handler, the system ends the process.
            Err(_) => std::future::pending().await,
        }
    }
    let (interrupt, terminate) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    );
    async move {
        tokio::select! {
            () = received(interrupt) => {}
            () = received(terminate) => {}
        }
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    // Without a handler, the system ends the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
