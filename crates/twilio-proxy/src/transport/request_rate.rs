use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Limits the requests of a client and its clones to a rate, with bursts of at most one second's worth.
///
/// It is the generic cell rate algorithm: each request has a due time, one interval after that of the previous request, and
/// may be sent earlier by the length of a burst.
#[derive(Debug)]
pub(crate) struct RequestRate {
    /// The time between two requests.
    interval: Duration,
    /// The time by which a request may be sent before its due time.
    burst: Duration,
    /// The due time of the next request.
    due: Mutex<Option<Instant>>,
}

/// The longest interval, so that due times never overflow.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl RequestRate {
    /// Returns the limit for a number of requests per second; `None` if it is not finite and above zero.
    pub(crate) fn new(per_second: f64) -> Option<Self> {
        if !per_second.is_finite() || per_second <= 0.0 {
            return None;
        }
        let interval = Duration::try_from_secs_f64(per_second.recip())
            .unwrap_or(LONGEST)
            .min(LONGEST);
        // The request that starts a burst needs no allowance of its own.
        let burst = Duration::from_secs(1).saturating_sub(interval);
        Some(Self {
            interval,
            burst,
            due: Mutex::new(None),
        })
    }

    /// Reserves the next request and returns the time at which it may be sent.
    ///
    /// # Errors
    /// The wait, if it ends after the deadline. Nothing is reserved then.
    pub(crate) fn reserve(&self, deadline: Option<Instant>) -> Result<Instant, Duration> {
        let now = Instant::now();
        let mut next = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let due = next.map_or(now, |due| due.max(now));
        let send = due.checked_sub(self.burst).map_or(now, |at| at.max(now));
        if deadline.is_some_and(|deadline| send >= deadline) && send > now {
            return Err(send - now);
        }
        *next = Some(due.checked_add(self.interval).unwrap_or(due));
        Ok(send)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The waits of requests that all want to be sent now, in milliseconds.
    fn waits(per_second: f64, requests: usize) -> Vec<u128> {
        let rate = RequestRate::new(per_second).unwrap();
        let now = Instant::now();
        let sent = (0..requests).map(|_| rate.reserve(None).unwrap());
        sent.map(|at| at.saturating_duration_since(now).as_millis())
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_one_seconds_worth() {
        assert_eq!(waits(4.0, 7), [0, 0, 0, 0, 250, 500, 750]);
        assert_eq!(waits(1.0, 3), [0, 1_000, 2_000]);
        assert_eq!(waits(0.5, 3), [0, 2_000, 4_000]);
    }

    #[tokio::test(start_paused = true)]
    async fn idle_time_is_not_saved_up() {
        let rate = RequestRate::new(2.0).unwrap();
        rate.reserve(None).unwrap();
        tokio::time::advance(Duration::from_secs(60)).await;
        let now = Instant::now();
        let sent: Vec<_> = (0..3)
            .map(|_| (rate.reserve(None).unwrap() - now).as_millis())
            .collect();
        assert_eq!(sent, [0, 0, 500]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_past_the_deadline_reserves_nothing() {
        let rate = RequestRate::new(1.0).unwrap();
        rate.reserve(None).unwrap();
        let deadline = Instant::now() + Duration::from_millis(500);
        for _ in 0..3 {
            assert_eq!(rate.reserve(Some(deadline)), Err(Duration::from_secs(1)));
        }
        assert!(rate.reserve(None).is_ok());
    }

    #[test]
    fn a_rate_is_finite_and_above_zero() {
        for invalid in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(RequestRate::new(invalid).is_none(), "{invalid}");
        }
        for valid in [f64::MIN_POSITIVE, 1e-300, 0.1, 30.0, 1e300, f64::MAX] {
            let rate = RequestRate::new(valid).unwrap();
            rate.reserve(None).unwrap();
            rate.reserve(None).unwrap();
        }
    }
}
