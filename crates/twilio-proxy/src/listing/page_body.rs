use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess};
use serde_json::value::RawValue;

use crate::listing::page_meta::{Links, RawMeta};
use crate::listing::rejected_record::decode as decode_record;
use crate::transport::call_record::Seen;
use crate::transport::response::undecodable;
use crate::{Error, ErrorKind, RejectedRecord};

/// Decodes a page that did not decode as a whole: each record and each field of `meta` by itself, so that a bad one costs
/// no other.
///
/// # Errors
/// [`ErrorKind::Decode`] if the body is not a page.
pub(crate) fn leniently<T: DeserializeOwned>(
    body: &[u8],
    whole: &serde_json::Error,
    list: &str,
    page_size: u16,
    seen: &Seen,
) -> Result<(Vec<T>, Vec<RejectedRecord>, Links), Error> {
    let no_page = || {
        let error = undecodable(body, whole);
        let content_type = seen.content_type.as_deref().unwrap_or("not given");
        Error::new(
            ErrorKind::Decode,
            format!("{}; its content type is {content_type}", error.message()),
        )
        .with_status(seen.status)
        .with_request_id(seen.request_id.clone())
        .with_attempts(seen.attempts)
    };
    let text = Text::of(body);
    let Fields(fields) = serde_json::from_str(&text.readable).map_err(|_| no_page())?;
    let part = |name: &str| fields.get(name).map(|raw| raw.get());
    let Records(raws) = part(list)
        .and_then(|json| serde_json::from_str(json).ok())
        .ok_or_else(no_page)?;
    let meta: RawMeta<'_> = part("meta")
        .filter(|json| json.starts_with('{'))
        .and_then(|json| serde_json::from_str(json).ok())
        .ok_or_else(no_page)?;
    let links = meta.links(raws.len(), page_size, |json| !text.is_replaced_in(json));

    let mut items = Vec::with_capacity(raws.len());
    let mut rejected = Vec::new();
    for (index, raw) in raws.into_iter().enumerate() {
        let decoded = if text.is_replaced_in(raw.get()) {
            Err(RejectedRecord::whole(index, raw, "bytes that are no UTF-8"))
        } else {
            decode_record(index, raw)
        };
        match decoded {
            Ok(item) => items.push(item),
            Err(record) => {
                let (path, reason) = record.printable();
                tracing::warn!(index, %path, %reason, "a record did not decode");
                rejected.push(record);
            }
        }
    }
    Ok((items, rejected, links))
}

/// Ten times what the API gives in one page. What has more, and some of it bad, is none of its pages: a body of a few
/// bytes a record would take a hundred times its size.
const MAX_RECORDS: usize = 10_000;

struct Records<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Records<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Records<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut records = Vec::new();
                while let Some(record) = list.next_element()? {
                    if records.len() == MAX_RECORDS {
                        return Err(de::Error::custom("more records than a page has"));
                    }
                    records.push(record);
                }
                Ok(Records(records))
            }
        }

        deserializer.deserialize_seq(Visitor)
    }
}

/// A body as text, and where bytes that are no UTF-8 had to be replaced.
struct Text {
    readable: String,
    replaced: Vec<usize>,
}

impl Text {
    fn of(body: &[u8]) -> Self {
        let mut text = Self {
            readable: String::with_capacity(body.len()),
            replaced: Vec::new(),
        };
        for chunk in body.utf8_chunks() {
            text.readable.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.replaced.push(text.readable.len());
                text.readable.push(char::REPLACEMENT_CHARACTER);
            }
        }
        text
    }

    /// Whether anything was replaced in `part`, which is a slice of the text.
    fn is_replaced_in(&self, part: &str) -> bool {
        let place = part.as_ptr().addr();
        let start = place.saturating_sub(self.readable.as_ptr().addr());
        let first = self.replaced.partition_point(|at| *at < start);
        self.replaced
            .get(first)
            .is_some_and(|at| *at < start.saturating_add(part.len()))
    }
}

/// An object's fields, each once: of two lists, one would be lost.
struct Fields<'a>(HashMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = HashMap::new();
                while let Some((name, raw)) = map.next_entry::<String, &RawValue>()? {
                    match fields.entry(name) {
                        Entry::Occupied(_) => return Err(de::Error::custom("a field twice")),
                        Entry::Vacant(room) => room.insert(raw),
                    };
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}
