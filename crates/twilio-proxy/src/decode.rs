use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use twilio_proxy_client::types::PageMeta;

use crate::answer::undecodable;
use crate::exchange::Seen;
use crate::record::decode as decode_record;
use crate::{Error, ErrorKind, RejectedRecord};

/// A page that did not decode as a whole: its records one by one, so that a bad one costs no other.
///
/// # Errors
/// [`ErrorKind::Decode`] where the body is no page at all.
pub(crate) fn leniently<T: DeserializeOwned>(
    body: &[u8],
    whole: &serde_json::Error,
    list: &str,
    seen: &Seen,
) -> Result<(Vec<T>, Vec<RejectedRecord>, PageMeta), Error> {
    let no_page = || {
        let error = undecodable(body, whole);
        let content_type = seen.content_type.as_deref().unwrap_or("not given");
        Error::new(
            ErrorKind::Decode,
            format!("{}; its content type is {content_type}", error.message()),
        )
        .with_status(200)
        .with_request_id(seen.request_id.clone())
        .with_attempts(seen.attempts)
    };
    let fields: HashMap<String, &RawValue> = serde_json::from_slice(body).map_err(|_| no_page())?;
    let part = |name: &str| fields.get(name).map(|raw| raw.get());
    let raws: Vec<&RawValue> = part(list)
        .and_then(|json| serde_json::from_str(json).ok())
        .ok_or_else(no_page)?;
    let meta = part("meta")
        .and_then(|json| serde_json::from_str(json).ok())
        .ok_or_else(no_page)?;

    let mut items = Vec::with_capacity(raws.len());
    let mut rejected = Vec::new();
    for (index, raw) in raws.into_iter().enumerate() {
        match decode_record(index, raw) {
            Ok(item) => items.push(item),
            Err(record) => {
                tracing::warn!(
                    index,
                    path = record.path(),
                    reason = record.message(),
                    "a record did not decode"
                );
                rejected.push(record);
            }
        }
    }
    Ok((items, rejected, meta))
}
