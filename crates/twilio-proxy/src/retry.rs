use std::time::Duration;

/// When a request is sent again, and for how long.
///
/// Sent again are idempotent requests (GET, DELETE) after a broken connection, a time-out, 408, 429, 500, 502, 503 or
/// 504, and any request that plainly was not taken: 429, or a connection that was refused. Waits are drawn evenly between nothing
/// and a bound that doubles from `base_delay` to `max_delay`; a `Retry-After` is waited out in full, or the call ends
/// at once where that is more than six times `max_delay`, or than the deadline leaves.
///
/// Clones of a client share a budget of 500 tokens: a retry takes 14, or 5 after a 429; a success gives back what its
/// retries took, or one. Where nothing is left, a request is sent once.
///
/// ```
/// use std::time::Duration;
/// use twilio_proxy::RetryPolicy;
///
/// // For a job at night: patient.
/// let patient = RetryPolicy::default()
///     .max_attempts(10)
///     .max_delay(Duration::from_secs(30))
///     .deadline(Duration::from_secs(600));
/// // For a person who waits: once, or not at all.
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

impl Default for RetryPolicy {
    /// 4 attempts in all, waits from 100 ms up to 5 s, 60 s for the whole call.
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
    /// Every request is sent once. The deadline stays.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Attempts in all, the first included; 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The bound of the first wait.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The bound of any wait that the server did not ask for; one that it asks for may be six times as long.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The time for the whole call: attempts and waits together.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The longest wait that a server may ask for.
    pub(crate) fn longest_asked(&self) -> Duration {
        self.max_delay.saturating_mul(6)
    }

    pub(crate) fn delays(&self) -> Delays {
        Delays {
            bound: self.base_delay,
            max: self.max_delay,
            left: self.max_attempts.saturating_sub(1),
        }
    }
}

/// The waits of one call: as many as there are attempts after the first.
#[derive(Debug)]
pub(crate) struct Delays {
    bound: Duration,
    max: Duration,
    left: u32,
}

impl Iterator for Delays {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.left = self.left.checked_sub(1)?;
        let bound = self.bound.min(self.max);
        self.bound = self.bound.saturating_mul(2);
        Some(bound.mul_f64(fastrand::f64()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_under_a_bound_that_doubles_up_to_the_maximum() {
        let policy = RetryPolicy::default()
            .max_attempts(6)
            .base_delay(Duration::from_millis(100))
            .max_delay(Duration::from_millis(500));
        let bounds = [100, 200, 400, 500, 500].map(Duration::from_millis);
        for _ in 0..100 {
            let delays: Vec<_> = policy.delays().collect();
            assert_eq!(delays.len(), bounds.len());
            assert!(
                delays
                    .iter()
                    .zip(bounds)
                    .all(|(delay, bound)| *delay <= bound),
                "{delays:?}"
            );
        }
    }

    #[test]
    fn no_delay_overflows() {
        let policy = RetryPolicy::default()
            .max_attempts(200)
            .base_delay(Duration::MAX)
            .max_delay(Duration::MAX);
        assert_eq!(policy.delays().count(), 199);
    }
}
