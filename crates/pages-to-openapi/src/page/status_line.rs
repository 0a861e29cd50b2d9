//! Lines with the status of a response.

use super::text::{self, Fence, Line};

/// Returns the text after `status:` if the line is a status line.
pub(super) fn status<'a>(line: &Line<'a>) -> Option<&'a str> {
    if line.fence != Fence::Outside {
        return None;
    }
    let text = line.plain();
    let word = text.get(.."status".len())?;
    if !word.eq_ignore_ascii_case("status") {
        return None;
    }
    let rest = text.get(word.len()..)?;
    let rest = rest.trim_start_matches(|c| text::blank(c) || c == '*');
    let status = rest.strip_prefix(':')?;
    Some(status.trim_matches(|c| text::blank(c) || "*`".contains(c)))
}
