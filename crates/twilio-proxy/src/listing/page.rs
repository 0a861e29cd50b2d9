use crate::{Cursor, RejectedRecord};

/// One page of a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The records that decoded, in the server's order.
    pub items: Vec<T>,
    /// The records that did not.
    pub rejected: Vec<RejectedRecord>,
    /// Where the next page starts; nothing on the last one.
    pub next: Option<Cursor>,
    /// Where the page before starts; nothing on the first one.
    pub previous: Option<Cursor>,
    /// The answer's `Twilio-Request-Id`.
    pub request_id: Option<String>,
}
