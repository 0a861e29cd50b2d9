//! The progress of an export on standard error: a bar on a terminal, lines elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

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
            bar.set_style(style("{bar:24} {msg}"));
        }
    }

    /// Shows the counts.
    pub fn show(&mut self, counts: &Counts) {
        match &self.bar {
            Some(bar) => {
                bar.set_position(counts.ended_sessions());
                bar.set_message(self.text(counts));
            }
            None if self.last_line.elapsed() >= INTERVAL => {
                self.last_line = Instant::now();
                self.line(&self.text(counts));
            }
            None => {}
        }
    }

    fn text(&self, counts: &Counts) -> String {
        let sessions = counts.ended_sessions();
        let records = counts.records - self.before.records;
        let rate = records as f64 / self.elapsed().as_secs_f64().max(0.001);
        let of_total = match self.total {
            Some(total) => format!(" of {total}"),
            None => String::new(),
        };
        let left = match self.left(sessions) {
            Some(left) => format!(", {:#} left", HumanDuration(left)),
            None => String::new(),
        };
        format!(
            "{sessions}{of_total} sessions, {} records, {rate:.0} records/s{left}",
            counts.records
        )
    }

    /// Returns the time that is left, if each session takes as long as those of this run did.
    fn left(&self, ended: u64) -> Option<Duration> {
        let left = self.total?.saturating_sub(ended);
        let of_this_run = ended.saturating_sub(self.before.ended_sessions());
        let seconds = self.elapsed().as_secs_f64() * left as f64 / of_this_run as f64;
        // It is not finite if no session has ended.
        Duration::try_from_secs_f64(seconds).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_continues_shows_its_own_rate_and_the_time_that_is_left() {
        let before = Counts {
            sessions: 100,
            records: 5_000,
            ..Counts::default()
        };
        let mut progress = Progress::begin(before);
        let text = progress.text(&before);
        assert!(
            text.starts_with("100 sessions, 5000 records, 0 records/s"),
            "{text}"
        );
        progress.set_total(200);
        // No session has ended yet, so that no time can be told.
        assert_eq!(progress.left(100), None);
        let now = Counts {
            sessions: 139,
            gone_sessions: 1,
            gone_participants: 7,
            records: 7_000,
            ..before
        };
        progress.started = Instant::now() - Duration::from_secs(20);
        let text = progress.text(&now);
        assert_eq!(
            text,
            "140 of 200 sessions, 7000 records, 100 records/s, 30s left"
        );
    }
}
