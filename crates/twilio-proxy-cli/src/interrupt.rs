//! Ctrl-C and SIGTERM.

use crate::failure::Failure;

/// Waits for a command, unless the user interrupts it.
///
/// # Errors
/// The command failed, or was interrupted.
pub async fn or_interrupted(
    command: impl Future<Output = Result<(), Failure>>,
) -> Result<(), Failure> {
    tokio::select! {
        result = command => result,
        () = interrupted() => Err(Failure::Interrupted),
    }
}

/// Waits for Ctrl-C or SIGTERM.
#[cfg(unix)]
pub async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};

    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        () = ctrl_c() => {}
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub async fn interrupted() {
    ctrl_c().await;
}

/// Without a handler, the system ends the process at Ctrl-C.
async fn ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
