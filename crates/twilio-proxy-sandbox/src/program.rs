//! The program `twilio-proxy-sandbox`, for binaries that contain it.

use std::io::{self, Write};
use std::time::Duration;

use clap::Args;

use crate::Sandbox;

/// The arguments of the program.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Port on 127.0.0.1; 0 for any that is free
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Number of services
    #[arg(long, default_value_t = 1)]
    services: usize,
    /// Number of sessions of each service
    #[arg(long, default_value_t = 1)]
    sessions: usize,
    /// Number of participants of each session
    #[arg(long, default_value_t = 1)]
    participants: usize,
    /// Limit of requests per second to each endpoint of a service; without it, there is none
    #[arg(long)]
    requests_per_second: Option<f64>,
    /// Number of message interactions of each participant
    #[arg(long, default_value_t = 2500)]
    interactions: usize,
    /// How long each answer waits, in milliseconds
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Seed of the SIDs, the auth token and the interactions [default: 1, with a random auth token]
    #[arg(long)]
    seed: Option<u64>,
}

/// Serves a sandbox until SIGINT or SIGTERM, and prints the variables for a shell on standard output.
///
/// # Errors
/// The sandbox cannot start, or standard output cannot be written to.
pub async fn serve(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut sandbox = Sandbox::builder()
        .port(arguments.port)
        .services(arguments.services)
        .sessions(arguments.sessions)
        .participants(arguments.participants)
        .interactions(arguments.interactions)
        .page()
        .latency(Duration::from_millis(arguments.latency_ms));
    if let Some(seed) = arguments.seed {
        sandbox = sandbox.seed(seed);
    }
    if let Some(requests) = arguments.requests_per_second {
        sandbox = sandbox.requests_per_second(requests);
    }
    let sandbox = sandbox.start().await?;
    // Listened for before a line is printed: who reads the lines may stop it at once.
    let stop = stop_signal()?;
    print(&sandbox)?;
    // Who closes standard error does not want it.
    let _ = writeln!(
        io::stderr(),
        "Open {}/sandbox in a browser.",
        sandbox.base_url()
    );
    stop.await?;
    sandbox.shutdown().await;
    Ok(())
}

fn print(sandbox: &Sandbox) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "TWILIO_ACCOUNT_SID={}", sandbox.account_sid())?;
    writeln!(out, "TWILIO_AUTH_TOKEN={}", sandbox.auth_token())?;
    writeln!(out, "TWILIO_PROXY_BASE_URL={}", sandbox.base_url())?;
    writeln!(out, "PROXY_SERVICE_SID={}", sandbox.service_sid())?;
    writeln!(out, "PROXY_SESSION_SID={}", sandbox.session_sid())?;
    writeln!(out, "PROXY_PARTICIPANT_SID={}", sandbox.participant_sid())?;
    out.flush()
}

#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
