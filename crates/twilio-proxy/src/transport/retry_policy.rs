use std::time::Duration;

/// Decides which requests are retried, and for how long.
///
/// GET and DELETE requests are retried after a broken connection, a time-out, 408, 429, 500, 502, 503 or 504. Any other
/// request is retried only if the API did not carry it out: after a 429, or if no connection was made. A request that
/// cannot be built is never retried.
///
/// | after | wait before the retry |
/// | --- | --- |
/// | a response with `Retry-After` | that long. If it is more than six times `max_delay`, or more than the deadline leaves, the call ends at once |
/// | a 429 without `Retry-After` | about 1 s, doubling up to 5 s while the API goes on limiting requests; never more than `max_delay` |
/// | anything else | a random time up to a bound that doubles from `base_delay` to `max_delay` |
///
/// A 429 pauses every request of the client and its clones, not only the call that received it. After the pause they are
/// sent one by one for a while, in the order in which they arrived. Such a wait counts against a call's deadline; a call
/// whose deadline is too near ends with [`ErrorKind::RateLimited`](crate::ErrorKind::RateLimited). A retry after a pause
/// uses a third of an attempt, so the default policy allows 10 requests if all of the responses are 429.
///
/// # Retry budget
/// Clones of a client share a budget of 500 tokens. A retry costs 14 tokens, or 5 after a 429 with `Retry-After: 0`; a retry
/// after a pause costs none. A success returns the cost of the call's retries, or one token if it had none. The budget also
/// gains 14 tokens every 3 s. If it is spent, requests are sent once. A call that is dropped while it waits returns the cost
/// of the retry that it waits for.
///
/// ```
/// use std::time::Duration;
/// use twilio_proxy::RetryPolicy;
///
/// // For a nightly job: patient.
/// let patient = RetryPolicy::default()
///     .max_attempts(10)
///     .max_delay(Duration::from_secs(30))
///     .deadline(Duration::from_secs(600));
/// // For an interactive request: one attempt, and 3 s for it.
/// let prompt = RetryPolicy::none().deadline(Duration::from_secs(3));
/// # assert_ne!(patient, prompt);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until a client is built with it"]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    pub(crate) base_delay: Duration,
    pub(crate) max_delay: Duration,
    pub(crate) deadline: Duration,
}

/// The first pause after a 429 without `Retry-After`, and the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl Default for RetryPolicy {
    /// Returns a policy of 4 attempts, waits from 100 ms up to 5 s, and 60 s for the whole call.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base_delay: Duration::from_millis(100),
            max_delay: Duration::from_secs(5),
            deadline: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Returns a policy that sends every request once. The default deadline stays.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the number of attempts, including the first; 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets the bound of the first wait.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the bound of each wait that the server did not ask for. A server may ask for six times as much.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the time for the whole call: attempts and waits together.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Returns the longest wait that a server may ask for.
    pub(crate) fn longest_asked(&self) -> Duration {
        self.max_delay.saturating_mul(6)
    }

    /// Returns the pause after this many consecutive 429 responses without `Retry-After`, from 1.
    ///
    /// It varies by a quarter, so that several clients of one account do not return at the same time.
    pub(crate) fn pause(&self, responses: u32) -> Duration {
        let doublings = responses.saturating_sub(1);
        let pause = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(doublings));
        let pause = pause.min(LONGEST_PAUSE);
        pause
            .mul_f64(0.75 + fastrand::f64() / 2.0)
            .min(self.max_delay)
    }

    pub(crate) fn retries(&self) -> Retries {
        Retries {
            thirds: self.max_attempts.saturating_sub(1).saturating_mul(3),
            bound: self.base_delay,
            max_delay: self.max_delay,
        }
    }
}

/// The retries that one call has left.
#[derive(Debug)]
pub(crate) struct Retries {
    /// Attempts that are left, in thirds.
    thirds: u32,
    bound: Duration,
    max_delay: Duration,
}

impl Retries {
    /// Uses a retry: a third of an attempt after a pause, else a whole one. Returns whether one was left.
    pub(crate) fn take(&mut self, after_pause: bool) -> bool {
        let left = self.thirds.checked_sub(if after_pause { 1 } else { 3 });
        self.thirds = left.unwrap_or(0);
        left.is_some()
    }

    /// Returns a random wait, and doubles the bound of the next one.
    pub(crate) fn delay(&mut self) -> Duration {
        let bound = self.bound.min(self.max_delay);
        self.bound = self.bound.saturating_mul(2);
        bound.mul_f64(fastrand::f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_under_a_bound_that_doubles_up_to_the_maximum() {
        let policy = RetryPolicy::default()
            .base_delay(Duration::from_millis(100))
            .max_delay(Duration::from_millis(500));
        for _ in 0..100 {
            let mut retries = policy.retries();
            for bound in [100, 200, 400, 500, 500].map(Duration::from_millis) {
                let delay = retries.delay();
                assert!(delay <= bound, "{delay:?}");
            }
        }
    }

    #[test]
    fn no_delay_overflows() {
        let policy = RetryPolicy::default()
            .max_attempts(u32::MAX)
            .base_delay(Duration::MAX)
            .max_delay(Duration::MAX);
        let mut retries = policy.retries();
        for number in 0..200 {
            retries.delay();
            assert!(policy.pause(number) <= LONGEST_PAUSE.mul_f64(1.25));
        }
        assert!(policy.pause(u32::MAX) >= LONGEST_PAUSE.mul_f64(0.75));
    }

    #[test]
    fn a_pause_doubles_from_about_one_second_to_about_five() {
        let policy = RetryPolicy::default().max_delay(Duration::from_secs(30));
        for _ in 0..100 {
            for (number, seconds) in [(1, 1.0), (2, 2.0), (3, 4.0), (4, 5.0), (5, 5.0)] {
                let pause = policy.pause(number).as_secs_f64();
                assert!((seconds * 0.75..=seconds * 1.25).contains(&pause));
            }
        }
        let short = policy.max_delay(Duration::from_millis(3));
        assert_eq!(short.pause(4), Duration::from_millis(3));
    }

    #[test]
    fn a_pause_uses_a_third_of_an_attempt() {
        let mut retries = RetryPolicy::default().retries();
        assert!(retries.take(false) && retries.take(true) && retries.take(false));
        assert!(retries.take(true) && retries.take(true));
        assert!(!retries.take(true));
        let mut none = RetryPolicy::none().retries();
        assert!(!none.take(true) && !none.take(false));
    }
}
