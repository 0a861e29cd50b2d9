//! Lines of the site around a page, which state nothing about the operation.

use super::text::{Fence, Line};

/// Returns the lines up to the part of the site after the page: the example of a call, or the list of all endpoints.
pub(super) fn without<'a, 'b>(lines: &'b [Line<'a>]) -> &'b [Line<'a>] {
    let end = lines.iter().enumerate().position(|(index, line)| {
        if line.fence != Fence::Outside {
            return false;
        }
        let mut rest = lines.iter().skip(index + 1).filter(|line| !line.is_blank());
        match line.trimmed() {
            "ENDPOINTS" => true,
            "Curl" | "cURL" | "CURL" => rest
                .next()
                .is_some_and(|next| next.trimmed().trim_start_matches("```").starts_with("curl")),
            _ => false,
        }
    });
    lines.get(..end.unwrap_or(lines.len())).unwrap_or_default()
}

/// Returns whether a line before the title is the logo or the name of the whole documentation.
pub(super) fn is_heading(line: &Line<'_>) -> bool {
    let text = line.plain();
    text == "Logo" || text.ends_with("API Documentation") || text.ends_with("API Reference")
}
