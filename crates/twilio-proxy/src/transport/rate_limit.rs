use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use crate::RetryPolicy;

/// The longest time between two requests after a pause.
const SPACING: Duration = Duration::from_millis(50);
/// Longer than any call waits, and short enough to be added to any clock.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Pauses all requests of a client after a 429.
///
/// After a pause, requests pass one by one for as long as the pause took. If the API still refuses the first of them, the
/// others wait on instead of being refused too. They pass in the order in which they arrived, so that no listing takes
/// every turn.
#[derive(Debug, Default)]
pub(crate) struct RateLimit {
    state: Mutex<State>,
    /// Fair: the request that has waited longest is the next one to pass.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    /// The number of pauses so far.
    pauses: u64,
    /// Consecutive 429 responses without `Retry-After`, each to a request that was sent after the previous pause.
    unnamed: u32,
    /// The earliest time for the next request, or none if requests are not limited.
    next: Option<Instant>,
    /// The end of the time in which requests pass one by one.
    one_by_one_until: Option<Instant>,
    spacing: Duration,
}

/// Permission to send a request, valid until the next pause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pass(u64);

impl RateLimit {
    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// Returns the remaining wait if it is longer than the deadline allows, and at the latest when the deadline passes.
    pub(crate) async fn pass(&self, deadline: Option<Instant>) -> Result<Pass, Duration> {
        if let Some(pass) = self.unlimited() {
            return Ok(pass);
        }
        let Some(deadline) = deadline else {
            return self.wait(None).await;
        };
        match timeout_at(deadline, self.wait(Some(deadline))).await {
            Ok(passed) => passed,
            Err(_) => Err(self.remaining()),
        }
    }

    async fn wait(&self, deadline: Option<Instant>) -> Result<Pass, Duration> {
        self.check(deadline)?;
        let _turn = self.turn.lock().await;
        loop {
            self.check(deadline)?;
            match self.try_pass() {
                Ok(pass) => return Ok(pass),
                Err(next) => sleep_until(next).await,
            }
        }
    }

    /// Returns whether no pause has started since [`pass`](Self::pass) returned `pass`.
    pub(crate) fn is_valid(&self, pass: Pass) -> bool {
        self.lock().pauses == pass.0
    }

    /// Starts a pause after a 429, and returns how long it lasts from now.
    ///
    /// `asked` is the server's `Retry-After`. Without it, a response to a request that was sent before the current pause
    /// starts no other one: it is not news.
    pub(crate) fn pause(
        &self,
        pass: Pass,
        asked: Option<Duration>,
        policy: &RetryPolicy,
    ) -> Duration {
        let mut state = self.lock();
        let now = Instant::now();
        let length = match asked {
            Some(asked) => asked.min(LONGEST),
            None if pass.0 == state.pauses => {
                state.unnamed = state.unnamed.saturating_add(1);
                policy.pause(state.unnamed)
            }
            None => Duration::ZERO,
        };
        let end = now + length;
        if !length.is_zero() && state.next.is_none_or(|next| next < end) {
            state.pauses += 1;
            state.next = Some(end);
            state.one_by_one_until = Some(end + length);
            state.spacing = (length / 20).min(SPACING);
        }
        remaining(&state, now)
    }

    /// Notes a success: the next pause is a short one again.
    pub(crate) fn succeeded(&self, pass: Pass) {
        let mut state = self.lock();
        if pass.0 == state.pauses {
            state.unnamed = 0;
        }
    }

    fn unlimited(&self) -> Option<Pass> {
        let state = self.lock();
        state.next.is_none().then_some(Pass(state.pauses))
    }

    fn try_pass(&self) -> Result<Pass, Instant> {
        let mut state = self.lock();
        let now = Instant::now();
        match state.next {
            Some(next) if next > now => return Err(next),
            _ => {}
        }
        let one_by_one = state.one_by_one_until.is_some_and(|until| now < until);
        state.next = one_by_one.then_some(now + state.spacing);
        Ok(Pass(state.pauses))
    }

    fn check(&self, deadline: Option<Instant>) -> Result<(), Duration> {
        let state = self.lock();
        match (state.next, deadline) {
            (Some(next), Some(deadline)) if next >= deadline => {
                Err(remaining(&state, Instant::now()))
            }
            _ => Ok(()),
        }
    }

    fn remaining(&self) -> Duration {
        remaining(&self.lock(), Instant::now())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn remaining(state: &State, now: Instant) -> Duration {
    state
        .next
        .map_or(Duration::ZERO, |next| next.saturating_duration_since(now))
}
