//! Formats of texts and numbers.

use chrono::{DateTime, NaiveDate};
use serde_json::Number;
use url::Url;

/// Returns whether a text has a format. Formats that are not known allow all texts.
pub(super) fn text_has(format: &str, text: &str) -> bool {
    match format {
        "date-time" => DateTime::parse_from_rfc3339(text).is_ok(),
        "date-time-rfc-2822" => DateTime::parse_from_rfc2822(text).is_ok(),
        "date" => text.len() == 10 && text.parse::<NaiveDate>().is_ok(),
        "uri" => Url::parse(text).is_ok(),
        "uuid" => is_uuid(text),
        _ => true,
    }
}

/// Returns whether a number has a format.
pub(super) fn number_has(format: &str, number: &Number) -> bool {
    match format {
        "int32" => number
            .as_i64()
            .is_some_and(|number| i32::try_from(number).is_ok()),
        "int64" => number.is_i64() || (number.is_f64() && is_in_i64(number)),
        _ => true,
    }
}

/// Returns whether a number such as 1.0 is in the range of `i64`.
fn is_in_i64(number: &Number) -> bool {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    number
        .as_f64()
        .is_some_and(|number| (-LIMIT..LIMIT).contains(&number))
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_has_its_format_or_not() {
        for (format, right, wrong) in [
            ("date-time", "2015-07-30T20:00:00Z", "2015-07-30"),
            (
                "date-time-rfc-2822",
                "Thu, 30 Jul 2015 20:00:00 +0000",
                "2015-07-30T20:00:00Z",
            ),
            ("date", "2015-07-30", "2015-7-30"),
            ("uri", "https://proxy.example/v1", "/v1"),
            (
                "uuid",
                "123e4567-e89b-12d3-a456-426614174000",
                "123e4567e89b12d3a456426614174000",
            ),
        ] {
            assert!(text_has(format, right), "{format}");
            assert!(!text_has(format, wrong), "{format}");
        }
        assert!(text_has("phone-number", "anything"));
    }

    #[test]
    fn a_number_is_in_the_range_of_its_format_or_not() {
        for (format, number, has) in [
            ("int32", json!(2_147_483_647), true),
            ("int32", json!(2_147_483_648_u64), false),
            ("int64", json!(i64::MIN), true),
            ("int64", json!(u64::MAX), false),
            ("int64", json!(1.0), true),
            ("int64", json!(1e300), false),
            ("double", json!(1e300), true),
        ] {
            assert_eq!(
                number_has(format, number.as_number().unwrap_or(&0.into())),
                has,
                "{number}"
            );
        }
    }
}
