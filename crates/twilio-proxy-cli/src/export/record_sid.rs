//! The SID of a record. Its other properties need not be readable.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use twilio_proxy::RawRecord;

/// Returns the SID of a record, if it is readable.
pub fn sid<T: DeserializeOwned>(record: &RawRecord) -> Option<T> {
    #[derive(Deserialize)]
    struct Identified<T> {
        sid: T,
    }
    let identified: Identified<T> = serde_json::from_str(record.get()).ok()?;
    Some(identified.sid)
}
