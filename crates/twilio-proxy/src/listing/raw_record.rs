use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A record as the JSON text that the API sent: see [`List::raw`](crate::List::raw).
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawRecord(Box<RawValue>);

impl RawRecord {
    pub(crate) fn new(json: &RawValue) -> Self {
        Self(json.to_owned())
    }

    /// Returns the JSON text, personal data included. Bytes that are not UTF-8 are replaced by U+FFFD.
    pub fn get(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for RawRecord {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl fmt::Debug for RawRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawRecord(<{} bytes>)", self.get().len())
    }
}
