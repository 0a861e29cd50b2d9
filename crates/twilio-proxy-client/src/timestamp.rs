//! Dates as chrono reads them, the short way where they are written as RFC 3339 has it.

// Which of the readers are used is for the description to say.
#![allow(dead_code)]

use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A date and time.
pub(crate) fn one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    Timestamp::deserialize(deserializer).map(|Timestamp(timestamp)| timestamp)
}

/// A date and time, or null.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<DateTime<Utc>>, D::Error> {
    let found = Option::<Timestamp>::deserialize(deserializer)?;
    Ok(found.map(|Timestamp(timestamp)| timestamp))
}

struct Timestamp(DateTime<Utc>);

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an RFC 3339 formatted date and time string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
                // What chrono's strict reader refuses, its own way with serde may still take.
                DateTime::parse_from_rfc3339(text)
                    .map(|timestamp| timestamp.to_utc())
                    .or_else(|_| text.parse())
                    .map(Timestamp)
                    .map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}
