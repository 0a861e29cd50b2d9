//! Lines with the status of a response.

use super::status::Status;
use super::text::{self, Fence, Line};

/// What a status line states.
#[derive(Debug, Clone, Copy)]
pub(super) enum StatusLine<'a> {
    /// The text after `status:`, or the status after `status` alone.
    Stated(&'a str),
    /// `status` and nothing else.
    Bare,
}

/// Returns what the line states if it is a status line.
pub(super) fn status_line<'a>(line: &Line<'a>) -> Option<StatusLine<'a>> {
    if line.fence != Fence::Outside {
        return None;
    }
    let text = line.plain();
    let word = text.get(.."status".len())?;
    if !word.eq_ignore_ascii_case("status") {
        return None;
    }
    let rest = text.get(word.len()..)?;
    let trimmed = |text: &'a str| text.trim_matches(|c| text::blank(c) || "*`".contains(c));
    let after = rest.trim_start_matches(|c| text::blank(c) || c == '*');
    if let Some(status) = after.strip_prefix(':') {
        return Some(StatusLine::Stated(trimmed(status)));
    }
    if after.is_empty() {
        return Some(StatusLine::Bare);
    }
    // Without a colon, `status` may begin a sentence.
    let is_parted = rest.starts_with(text::blank);
    (is_parted && Status::parse(trimmed(after)).is_ok()).then(|| StatusLine::Stated(trimmed(after)))
}
