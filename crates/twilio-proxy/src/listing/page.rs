use std::fmt;

use http::HeaderMap;

use crate::{Cursor, RejectedRecord};

/// One page of a listing.
#[derive(Clone, PartialEq)]
pub struct Page<T> {
    /// The records that decoded, in the server's order.
    pub items: Vec<T>,
    /// The records that did not decode.
    pub rejected: Vec<RejectedRecord>,
    /// The start of the next page; `None` on the last page.
    pub next: Option<Cursor>,
    /// The start of the previous page; `None` on the first page.
    pub previous: Option<Cursor>,
    /// The `Twilio-Request-Id` of the response.
    pub request_id: Option<String>,
    pub(crate) headers: HeaderMap,
}

impl<T> Page<T> {
    /// Returns the first header of the response with this name, in any case. A header whose value is not visible ASCII is
    /// `None`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers can repeat personal data.
        f.debug_struct("Page")
            .field("items", &self.items)
            .field("rejected", &self.rejected)
            .field("next", &self.next)
            .field("previous", &self.previous)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
