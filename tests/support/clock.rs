//! Tokio's clock under a test's control, while sockets work as usual.

use std::sync::mpsc;
use std::time::Duration;

/// The clock of a test's runtime, which stands still except in [`Clock::run`] and [`Clock::advance`].
///
/// A paused clock usually skips to the next timer as soon as no task is ready, and then each wait for a socket is a
/// time-out. It does not skip while a blocking task runs, so one runs for as long as this value exists.
pub struct Clock {
    _running: mpsc::Sender<()>,
}

impl Clock {
    /// Stops the clock of this runtime, which has to be one of a single thread.
    pub fn stop() -> Self {
        tokio::time::pause();
        let (running, ended) = mpsc::channel();
        tokio::task::spawn_blocking(move || ended.recv());
        Self { _running: running }
    }

    /// Lets time pass, 20 ms at a time, until `work` is done.
    pub async fn run<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::select! {
            done = work => done,
            () = self.pass(Duration::MAX) => unreachable!("time has no end"),
        }
    }

    /// Lets this much time pass, and all tasks work meanwhile.
    pub async fn pass(&self, duration: Duration) {
        let mut passed = Duration::ZERO;
        while passed < duration {
            let step = Duration::from_millis(20).min(duration - passed);
            tokio::time::advance(step).await;
            // Enough turns for the runtime to look at its sockets.
            for _ in 0..70 {
                tokio::task::yield_now().await;
            }
            passed += step;
        }
    }
}
