//! 10,000 items at 20 ms a request with nothing set, beside the vendor's own clients.
//!
//! Their interpreters are named by the environment: `VENDOR_PYTHON` is a Python that has the package `twilio`, and
//! `VENDOR_NODE_MODULES` a folder of modules that has it. What is not named is left out. Neither start-up nor the
//! first connection is counted, theirs or ours.
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

mod accounts;
mod loopback;

use std::error::Error;
use std::ffi::OsString;
use std::process::Command;
use std::time::{Duration, Instant};

use accounts::{ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, client, count, listing};
use tokio::runtime::Builder;

const ITEMS: usize = 10_000;
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/vendors");

/// Prints each figure as a line of JSON.
fn main() -> Result<(), Box<dyn Error>> {
    let url = loopback::start(ITEMS, Duration::from_millis(20))?;
    let python = std::env::var_os("VENDOR_PYTHON").map(|python| {
        let mut command = Command::new(python);
        command.arg(format!("{SCRIPTS}/list.py"));
        command
    });
    let node = std::env::var_os("VENDOR_NODE_MODULES").map(|modules: OsString| {
        let mut command = Command::new("node");
        command
            .env("NODE_PATH", modules)
            .arg(format!("{SCRIPTS}/list.cjs"));
        command
    });
    for (name, command) in [("Python", python), ("Node", node)] {
        let Some(mut command) = command else {
            eprintln!("{name}: left out, not named by the environment");
            continue;
        };
        let (seconds, version) = theirs(command.arg(&url))?;
        let line = serde_json::json!({
            "client": name, "version": version, "seconds": seconds, "ours": ours(&url)?,
        });
        println!("{line}");
    }
    Ok(())
}

fn theirs(command: &mut Command) -> Result<(f64, String), Box<dyn Error>> {
    let output = command
        .args([ACCOUNT, TOKEN, SERVICE, SESSION, PARTICIPANT])
        .output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let words: Vec<_> = printed.split_whitespace().collect();
    match words.as_slice() {
        [items, seconds, version] if items.parse() == Ok(ITEMS) => {
            Ok((seconds.parse()?, (*version).to_owned()))
        }
        _ => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

fn ours(url: &str) -> Result<f64, Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = client(url);
        count(listing(&client).limit(1).items()).await;
        let started = Instant::now();
        let items = count(listing(&client).items()).await;
        assert_eq!(items, ITEMS);
        Ok(started.elapsed().as_secs_f64())
    })
}
