//! The progress of an export on standard error: a bar on a terminal, lines elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::state::Counts;

/// The time between two lines.
const INTERVAL: Duration = Duration::from_secs(5);

/// The time between two drawings of the bar, per second.
const DRAWINGS: u8 = 10;

/// The bar or the lines that show an export.
pub struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    /// The counts at the start of this run.
    before: Counts,
    last_line: Instant,
    /// The number of sessions, once it is known.
    total: Option<u64>,
}

impl Progress {
    /// Begins to show the progress of an export that did something before.
    pub fn begin(before: Counts) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let target = ProgressDrawTarget::stderr_with_hz(DRAWINGS);
            let bar = ProgressBar::with_draw_target(None, target);
            bar.set_style(style("{spinner} {msg}"));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Self {
            bar,
            started: Instant::now(),
            before,
            last_line: Instant::now(),
            total: None,
        }
    }

    /// Notes the number of sessions, so that the bar can show its end.
    pub fn set_total(&mut self, sessions: u64) {
        self.total = Some(sessions);
        if let Some(bar) = &self.bar {
            bar.set_length(sessions);
            bar.set_style(style("{bar:24} {msg}, {eta} left"));
        }
    }

    /// Shows the counts.
    pub fn show(&mut self, counts: &Counts) {
        let done = counts.sessions + counts.gone;
        let records = counts.records - self.before.records;
        let rate = records as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        let sessions = match self.total {
            Some(total) => format!("{done} of {total} sessions"),
            None => format!("{done} sessions"),
        };
        let text = format!(
            "{sessions}, {} records, {rate:.0} records/s",
            counts.records
        );
        match &self.bar {
            Some(bar) => {
                bar.set_position(done);
                bar.set_message(text);
            }
            None if self.last_line.elapsed() >= INTERVAL => {
                self.last_line = Instant::now();
                self.line(&text);
            }
            None => {}
        }
    }

    /// Shows a line, above the bar.
    pub fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            // A failure to report could be reported nowhere else.
            None => {
                let _ = writeln!(io::stderr(), "{text}");
            }
        }
    }

    /// Removes the bar and shows the last line.
    pub fn end(self, summary: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let _ = writeln!(io::stderr(), "{summary}");
    }

    /// Returns the time of this run.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

fn style(template: &str) -> ProgressStyle {
    // A template that is wrong would be a mistake here: the usual style stands in for it.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
