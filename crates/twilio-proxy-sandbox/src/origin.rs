use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;

use crate::sid::{blend, drawn, parts};

/// 2024-01-01T00:00:00Z, when what is made of the seed came to be.
const SEEDED: i64 = 1_704_067_200;
/// 2026-01-01T00:00:00Z, when the first request came: after all that is made of the seed.
const ASKED: i64 = 1_767_225_600;

/// The source of a record's SIDs and dates. No clock is read and no chance taken: the same requests to the same seed yield the
/// same bytes.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    key: u64,
    time: DateTime<Utc>,
}

impl Origin {
    /// Of what is there before the first request.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self::new(seed, 0, SEEDED)
    }

    /// Of what the `number`-th request that changes something makes.
    pub(crate) fn asked(seed: u64, number: u32) -> Self {
        let key = u64::from(number).wrapping_add(1);
        Self::new(seed, key, ASKED.saturating_add(i64::from(number)))
    }

    /// Returns the origin with its time moved.
    pub(crate) fn later(self, time: TimeDelta) -> Self {
        Self {
            time: self.time.checked_add_signed(time).unwrap_or(self.time),
            ..self
        }
    }

    pub(crate) fn time(self) -> DateTime<Utc> {
        self.time
    }

    fn new(seed: u64, key: u64, time: i64) -> Self {
        Self {
            key: blend([seed, key]),
            time: DateTime::from_timestamp(time, 0).unwrap_or_default(),
        }
    }

    /// Of one of several records that come to be together.
    pub(crate) fn part(self, number: usize) -> Self {
        Self {
            key: blend([self.key, number as u64]),
            ..self
        }
    }

    pub(crate) fn sid(self, prefix: &str) -> String {
        drawn(prefix, &mut self.rng(prefix))
    }

    /// What else a record is made of; another `purpose` draws other values.
    pub(crate) fn rng(self, purpose: &str) -> Rng {
        Rng::with_seed(blend(std::iter::once(self.key).chain(parts(purpose))))
    }

    pub(crate) fn date(self) -> String {
        written(self.time)
    }
}

/// A date as the API writes it.
pub(crate) fn written(date: DateTime<Utc>) -> String {
    date.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
