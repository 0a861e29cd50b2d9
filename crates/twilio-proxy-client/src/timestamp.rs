//! Dates, read by chrono's strict parser first: it is faster than the one that serde uses by default.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::Error;

use crate::text::FromText;

impl FromText for DateTime<Utc> {
    const EXPECTED: &'static str = "an RFC 3339 formatted date and time string";

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        // The default parser accepts some texts that the strict one refuses.
        DateTime::parse_from_rfc3339(text)
            .map(|timestamp| timestamp.to_utc())
            .or_else(|_| text.parse())
            .map_err(E::custom)
    }
}

impl FromText for NaiveDate {
    const EXPECTED: &'static str = "a date string of the form 2015-07-30";

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        text.parse().map_err(E::custom)
    }
}
