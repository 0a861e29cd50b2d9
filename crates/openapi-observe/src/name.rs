//! Names from the traffic, which reports show only if they look like names.

/// Stands for a name or a path segment that is data, such as a SID or a phone number.
pub(crate) const DATA: &str = "{}";

/// The length of the longest name that is shown.
const LONGEST: usize = 64;

/// Returns the name of a field or a parameter, or `{}` if it looks like data.
pub(crate) fn shown(name: &str) -> &str {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || "_$@".contains(c));
    let mut rest = name.chars().skip(1);
    let is_name = starts
        && name.len() <= LONGEST
        && rest.all(|c| c.is_ascii_alphanumeric() || "_-<>[]".contains(c))
        && !is_sid(name)
        && !has_long_number(name);
    if is_name { name } else { DATA }
}

/// Returns whether a path segment is a word or a version, as the fixed parts of paths are.
pub(crate) fn is_fixed_segment(segment: &str) -> bool {
    let is_word = segment.bytes().all(|byte| byte.is_ascii_alphabetic());
    segment.len() <= LONGEST && (is_version(segment) || is_word) && segment != BLANK
}

/// Returns whether a path segment is a version, such as `v1`.
pub(crate) fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text that `twilio-proxy --record` writes instead of a value.
pub(crate) const BLANK: &str = "REDACTED";

/// Returns whether a text is two letters and 32 hexadecimal digits.
fn is_sid(text: &str) -> bool {
    text.len() == 34
        && text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
        && text.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
}

/// Returns whether a text has six digits in a row, as phone numbers have.
fn has_long_number(text: &str) -> bool {
    text.as_bytes()
        .windows(6)
        .any(|bytes| bytes.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_not_shown_as_a_name() {
        for name in [
            "ttl",
            "$ref",
            "_links",
            "DateCreated<",
            "filter[name]",
            "x-y",
        ] {
            assert_eq!(shown(name), name);
        }
        let long = "a".repeat(65);
        for data in [
            "",
            "+14155550100",
            "n14155550100",
            "1",
            "ann@example.com",
            "a b",
            "é",
            "KS0123456789abcdef0123456789abcdef",
            &long,
        ] {
            assert_eq!(shown(data), DATA);
        }
    }

    #[test]
    fn only_words_and_versions_are_fixed_segments() {
        for fixed in ["Things", "v2", "list"] {
            assert!(is_fixed_segment(fixed), "{fixed}");
        }
        for data in [
            "ann-and-bob",
            "42",
            "REDACTED",
            "v2x1",
            "KS0123456789abcdef0123456789abcdef",
        ] {
            assert!(!is_fixed_segment(data), "{data}");
        }
    }
}
