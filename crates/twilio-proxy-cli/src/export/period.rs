//! `--since` and `--until`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use crate::failure::Failure;

/// A bound of a period, as the user wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    text: String,
    moment: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Day(NaiveDate),
    Time(DateTime<Utc>),
}

impl FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let time = || DateTime::parse_from_rfc3339(text).map(|time| Moment::Time(time.to_utc()));
        let moment = text.parse().map(Moment::Day).or_else(|_| time());
        let moment = moment.map_err(|_| {
            "expected a date such as 2026-01-31, or a time such as 2026-01-31T09:00:00Z".to_owned()
        })?;
        Ok(Self {
            text: text.to_owned(),
            moment,
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The time in which records must have been created.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// The first instant.
    from: Option<DateTime<Utc>>,
    /// The instant after the last one.
    to: Option<DateTime<Utc>>,
}

impl Period {
    /// Returns the period between two bounds.
    ///
    /// # Errors
    /// [`Failure::Usage`] if it ends before it begins.
    pub fn new(since: Option<&Bound>, until: Option<&Bound>) -> Result<Self, Failure> {
        let start = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let from = since.map(|bound| match bound.moment {
            Moment::Day(day) => start(day),
            Moment::Time(time) => time,
        });
        let to = until.map(|bound| match bound.moment {
            Moment::Day(day) => day
                .checked_add_days(Days::new(1))
                .map_or(DateTime::<Utc>::MAX_UTC, start),
            Moment::Time(time) => time,
        });
        match (from, to) {
            (Some(from), Some(to)) if from >= to => Err(Failure::Usage(
                "no record can be created after --since and before --until: exchange the two"
                    .to_owned(),
            )),
            _ => Ok(Self { from, to }),
        }
    }

    /// Returns whether the period has bounds.
    pub fn is_bounded(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Returns whether a time is in the period.
    pub fn contains(&self, time: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| time >= from) && self.to.is_none_or(|to| time < to)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn contains(since: &str, until: &str, time: &str) -> bool {
        let (since, until) = (since.parse().unwrap(), until.parse().unwrap());
        let period = Period::new(Some(&since), Some(&until)).unwrap();
        period.contains(time.parse().unwrap())
    }

    #[test]
    fn a_day_is_whole_and_a_time_is_exact() {
        assert!(contains("2026-01-31", "2026-01-31", "2026-01-31T00:00:00Z"));
        assert!(contains(
            "2026-01-31",
            "2026-01-31",
            "2026-01-31T23:59:59.999Z"
        ));
        assert!(!contains(
            "2026-01-31",
            "2026-01-31",
            "2026-02-01T00:00:00Z"
        ));
        let (since, until) = ("2026-01-31T09:00:00+01:00", "2026-01-31T09:00:00Z");
        assert!(contains(since, until, "2026-01-31T08:00:00Z"));
        assert!(!contains(since, until, "2026-01-31T09:00:00Z"));
        assert!(!contains(since, until, "2026-01-31T07:59:59Z"));
    }

    #[test]
    fn other_text_is_no_bound() {
        for text in [
            "",
            "yesterday",
            "2026-02-30",
            "2026-01-31T09:00:00",
            "31.1.2026",
        ] {
            assert!(text.parse::<Bound>().is_err(), "{text}");
        }
    }
}
