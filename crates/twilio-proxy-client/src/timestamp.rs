//! Dates. Those in the form that the API sends are read directly, which takes a third of the instructions of chrono's strict
//! parser; that parser is faster than the one that serde uses by default.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::Error;

use crate::text::FromText;

impl FromText for DateTime<Utc> {
    const EXPECTED: &'static str = "an RFC 3339 formatted date and time string";

    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        if let Some(timestamp) = utc_seconds(text.as_bytes()) {
            return Ok(timestamp);
        }
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

/// Reads `2015-07-30T20:00:00Z`. Returns `None` for any other form, and for a date that does not exist.
fn utc_seconds(text: &[u8]) -> Option<DateTime<Utc>> {
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        b'Z',
    ] = *text
    else {
        return None;
    };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let two = |tens, ones| Some(digit(tens)? * 10 + digit(ones)?);
    let year = i32::try_from(two(y1, y2)? * 100 + two(y3, y4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, two(m1, m2)?, two(d1, d2)?)?;
    let time = date.and_hms_opt(two(h1, h2)?, two(n1, n2)?, two(s1, s2)?)?;
    Some(time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_chrono_reads_it() {
        for text in [
            "2015-07-30T20:00:00Z",
            "1970-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2016-02-29T00:00:00Z",
        ] {
            let expected = DateTime::parse_from_rfc3339(text).unwrap();
            assert_eq!(
                utc_seconds(text.as_bytes()),
                Some(expected.to_utc()),
                "{text}"
            );
        }
        for other in [
            "2015-02-29T00:00:00Z",
            "2015-13-01T00:00:00Z",
            "2015-07-30T24:00:00Z",
            "2015-07-30T20:60:00Z",
            "2015-07-30T20:00:60Z",
            "2015-07-30 20:00:00Z",
            "2015-07-30T20:00:00z",
            "2015-07-30T20:00:0Z",
            "+015-07-30T20:00:00Z",
            "2015-07-30T20:00:00.5Z",
            "",
        ] {
            assert_eq!(utc_seconds(other.as_bytes()), None, "{other}");
        }
    }
}
