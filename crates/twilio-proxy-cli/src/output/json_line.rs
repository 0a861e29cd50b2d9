use std::borrow::Cow;

/// Returns JSON in one line. JSON of several lines loses the white space between its tokens; numbers, escapes and the order of
/// keys stay.
pub fn json_line(json: &str) -> Cow<'_, str> {
    // A line break is never part of a string.
    if !json.contains(['\n', '\r']) {
        return Cow::Borrowed(json);
    }
    let (mut is_quoted, mut is_escaped) = (false, false);
    let kept = json.chars().filter(|character| {
        let is_space = matches!(character, '\n' | '\r' | '\t' | ' ');
        if is_quoted {
            if is_escaped {
                is_escaped = false;
            } else if *character == '\\' {
                is_escaped = true;
            } else if *character == '"' {
                is_quoted = false;
            }
            return true;
        }
        is_quoted = *character == '"';
        !is_space
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_lines_become_one_and_strings_stay() {
        let json = "{ \"a b\" : \"c \\\" d\\\\\" ,\r\n\t\"n\": 1.50 }";
        assert_eq!(json_line(json), r#"{"a b":"c \" d\\","n":1.50}"#);
        assert!(matches!(json_line("{\"a\": 1}"), Cow::Borrowed(_)));
    }
}
