//! What the figures were measured on.

use chrono::NaiveDate;
use std::error::Error;
use std::process::Command;

/// The date, the machine and the compiler, as one sentence.
pub fn described(date: NaiveDate) -> Result<String, Box<dyn Error>> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8(rustc.stdout)?;
    let cores = std::thread::available_parallelism()?;
    Ok(format!(
        "Measured on {date}: {}, {cores} cores, {} {}, {}.",
        processor().unwrap_or_else(|| "an unknown processor".to_owned()),
        std::env::consts::OS,
        std::env::consts::ARCH,
        rustc.trim(),
    ))
}

/// The processor's name, where Linux tells it.
fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
