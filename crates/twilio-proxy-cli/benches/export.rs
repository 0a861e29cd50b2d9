//! An export of 200 sessions of 500 interactions at 50 ms a request, beside the same walk with the vendor's Python client.
//!
//! `VENDOR_PYTHON` names a Python that has the package `twilio`. Without it, the vendor's client is left out. The export counts
//! from the start of the process to its end, the walk from its first request.
#![allow(clippy::expect_used, reason = "a benchmark that cannot run stops")]

mod loopback;

use std::error::Error;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use loopback::{ACCOUNT, SERVICE, Server};
use serde_json::json;

const SESSIONS: usize = 200;
const INTERACTIONS: usize = 500;
const WAIT: Duration = Duration::from_millis(50);
const CONCURRENCY: usize = 8;
const TOKEN: &str = "a token that opens nothing";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/walk.py");

/// Prints each figure as a line of JSON.
fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start(SESSIONS, INTERACTIONS, WAIT)?;
    // The file system and the server are warm in the second run.
    exported(&server)?;
    let (seconds, requests, kilobytes) = exported(&server)?;
    let rounds = requests.div_ceil(CONCURRENCY);
    let least = WAIT.as_secs_f64() * f64::from(u32::try_from(rounds)?);
    println!(
        "{}",
        json!({ "seconds": seconds, "requests": requests, "least": least, "kilobytes": kilobytes })
    );
    if let Some(python) = std::env::var_os("VENDOR_PYTHON") {
        let arguments = [SCRIPT, &server.url, ACCOUNT, TOKEN];
        let output = Command::new(python).args(arguments).output()?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let words: Vec<_> = printed.split_whitespace().collect();
        let [records, seconds, version] = words[..] else {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        };
        assert_eq!(records.parse(), Ok(SESSIONS * INTERACTIONS));
        let seconds: f64 = seconds.parse()?;
        println!("{}", json!({ "python": version, "seconds": seconds }));
    }
    Ok(())
}

/// Returns the seconds, the requests and the most memory of an export.
fn exported(server: &Server) -> Result<(f64, usize, u64), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("interactions.jsonl");
    let before = server.requests();
    let started = Instant::now();
    let mut export = Command::new(env!("CARGO_BIN_EXE_twilio-proxy"))
        .args([
            "export",
            "--service-sid",
            SERVICE,
            "--requests-per-second",
            "0",
            "--out",
        ])
        .arg(&file)
        .env("TWILIO_ACCOUNT_SID", ACCOUNT)
        .env("TWILIO_AUTH_TOKEN", TOKEN)
        .env("TWILIO_PROXY_BASE_URL", &server.url)
        .stderr(Stdio::null())
        .spawn()?;
    let kilobytes = most_memory(&mut export)?;
    let seconds = started.elapsed().as_secs_f64();
    let lines = fs::read_to_string(&file)?.lines().count();
    assert_eq!(lines, SESSIONS * INTERACTIONS);
    Ok((seconds, server.requests() - before, kilobytes))
}

/// Waits for a process, and returns the most memory that it had.
fn most_memory(child: &mut Child) -> Result<u64, Box<dyn Error>> {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let figure = line.and_then(|line| line.split_whitespace().next());
        most = most.max(
            figure
                .and_then(|figure| figure.parse().ok())
                .unwrap_or_default(),
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(most)
}
