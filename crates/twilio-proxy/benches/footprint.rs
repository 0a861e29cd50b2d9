//! What a listing takes of a process: instructions and allocations an item, and the most memory at once.
//!
//! Each figure is of a process that does nothing else, so this program starts itself: once to serve, and once for each
//! listing. Of two listings, the difference counts: what a process does once is in neither figure. Instructions and
//! allocations are counted by valgrind, and are left out where it is not installed; memory is what Linux says.
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

mod accounts;
mod by_hand;
mod loopback;

use std::error::Error;
use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use accounts::{client, count, listing};
use tokio::runtime::Builder;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", items, milliseconds] => {
            let wait = Duration::from_millis(milliseconds.parse()?);
            println!("{}", loopback::start(items.parse()?, wait)?);
            loop {
                std::thread::park();
            }
        }
        ["list", who, url] => {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            println!(
                "{} items, peak {}",
                runtime.block_on(list(who, url)),
                peak()
            );
            Ok(())
        }
        _ => measure(),
    }
}

async fn list(who: &str, url: &str) -> usize {
    if who == OURS {
        count(listing(&client(url)).items()).await
    } else {
        let http = reqwest::Client::new();
        by_hand::count(&http, by_hand::first(url, "?PageSize=1000")).await
    }
}

const OURS: &str = "ours";
const BY_HAND: &str = "by hand";

/// Prints each figure as a line of JSON, ours beside the one by hand.
fn measure() -> Outcome<()> {
    let few = Server::start(5_000)?;
    let more = Server::start(15_000)?;
    for (what, tool) in [("instructions", CALLGRIND), ("allocations", DHAT)] {
        let an_item = |who| -> Outcome<Option<f64>> {
            let (Some(less), Some(most)) = (few.counted(who, &tool)?, more.counted(who, &tool)?)
            else {
                return Ok(None);
            };
            Ok(Some((most - less) / 10_000.0))
        };
        match (an_item(OURS)?, an_item(BY_HAND)?) {
            (Some(ours), Some(by_hand)) => report(what, ours, by_hand),
            _ => eprintln!("{what} an item: left out, valgrind is not installed"),
        }
    }
    let (few, many) = (Server::start(10_000)?, Server::start(400_000)?);
    report(
        "kilobytes for 10,000 items",
        few.peak(OURS)?,
        few.peak(BY_HAND)?,
    );
    report(
        "kilobytes for 400,000 items",
        many.peak(OURS)?,
        many.peak(BY_HAND)?,
    );
    Ok(())
}

fn report(what: &str, ours: f64, by_hand: f64) {
    println!(
        "{}",
        serde_json::json!({ "what": what, "ours": ours, "by hand": by_hand })
    );
}

/// What valgrind counts: with which tool, and what stands around the figure that it prints.
struct Tool {
    name: &'static str,
    before: &'static str,
    after: &'static str,
}

const CALLGRIND: Tool = Tool {
    name: "callgrind",
    before: "Collected : ",
    after: "",
};

const DHAT: Tool = Tool {
    name: "dhat",
    before: " bytes in ",
    after: " blocks",
};

impl Tool {
    fn figure(&self, printed: &str) -> Option<f64> {
        let line = printed.lines().find(|line| line.contains(self.before))?;
        let (_, figure) = line.split_once(self.before)?;
        figure
            .trim_end_matches(self.after)
            .replace(',', "")
            .parse()
            .ok()
    }
}

/// A process that serves, until this is dropped.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(items: usize) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["serve", &items.to_string(), "0"])
            .stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let mut url = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut url)?;
        }
        url.truncate(url.trim_end().len());
        Ok(Self { process, url })
    }

    /// What a tool counts in a listing of everything; nothing where there is no valgrind.
    fn counted(&self, who: &str, tool: &Tool) -> Outcome<Option<f64>> {
        let mut valgrind = Command::new("valgrind");
        valgrind.arg(format!("--tool={}", tool.name));
        valgrind.arg(format!("--{}-out-file=/dev/null", tool.name));
        valgrind
            .arg(std::env::current_exe()?)
            .args(["list", who, &self.url]);
        let output = match valgrind.output() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            output => output?,
        };
        let printed = String::from_utf8_lossy(&output.stderr);
        match tool.figure(&printed) {
            Some(figure) if output.status.success() => Ok(Some(figure)),
            _ => Err(format!("valgrind gave no figure: {printed}").into()),
        }
    }

    /// The most memory that a listing of everything had, in kilobytes.
    fn peak(&self, who: &str) -> Outcome<f64> {
        let output = Command::new(std::env::current_exe()?)
            .args(["list", who, &self.url])
            .output()?;
        let printed = String::from_utf8_lossy(&output.stdout);
        Ok(printed
            .split_whitespace()
            .last()
            .ok_or("no figure")?
            .parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The most memory that this process has had, in kilobytes, where the system tells.
fn peak() -> f64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        })
        .unwrap_or(f64::NAN)
}
