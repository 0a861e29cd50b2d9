use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess,
};
use serde_json::value::RawValue;
use twilio_proxy_client::Objects;

use crate::listing::page_meta::{Links, RawMeta};
use crate::listing::rejected_record::decode as decode_record;
use crate::transport::response::HttpResponse;
use crate::transport::undecodable::undecodable;
use crate::{Error, ErrorKind, RawRecord, RejectedRecord};

/// The contents of a page.
pub(crate) struct PageBody<T> {
    pub items: Vec<T>,
    /// In the order of their index.
    pub rejected: Vec<RejectedRecord>,
    pub links: Links,
}

/// Decodes pages of one kind of record.
pub(crate) struct PageDecoder<T> {
    strictly: fn(&str, &str, u16) -> serde_json::Result<PageBody<T>>,
    /// Decodes the record at an index of its page. The flag is true if bytes of it are not UTF-8.
    record: fn(usize, &RawValue, bool) -> Result<T, RejectedRecord>,
}

impl<T> Clone for PageDecoder<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PageDecoder<T> {}

impl<T: DeserializeOwned> PageDecoder<T> {
    /// Returns the decoder of typed records.
    pub(crate) fn typed() -> Self {
        Self {
            strictly,
            record: |index, raw, is_damaged| {
                if is_damaged {
                    Err(RejectedRecord::whole(
                        index,
                        raw,
                        "bytes that are not UTF-8",
                    ))
                } else {
                    decode_record(index, raw)
                }
            },
        }
    }
}

impl PageDecoder<RawRecord> {
    /// Returns the decoder that keeps each record's JSON.
    pub(crate) fn raw() -> Self {
        Self {
            strictly,
            record: |_, raw, _| Ok(RawRecord::new(raw)),
        }
    }
}

impl<T> PageDecoder<T> {
    /// Decodes the page in a response to a request for `page_size` records. `key` is the name of the list.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] if the body is not a page.
    pub(crate) fn decode(
        self,
        response: &HttpResponse,
        key: &str,
        page_size: u16,
    ) -> Result<PageBody<T>, Error> {
        let body = &response.body;
        let error = match simdutf8::basic::from_utf8(body) {
            Ok(text) => match (self.strictly)(text, key, page_size) {
                Ok(page) => return Ok(page),
                Err(error) => error,
            },
            // serde_json's error has the position.
            Err(_) => match serde_json::from_slice::<de::IgnoredAny>(body) {
                Ok(_) => de::Error::custom("not UTF-8"),
                Err(error) => error,
            },
        };
        self.leniently(body, key, page_size).ok_or_else(|| {
            let error = undecodable(body, &error);
            let content_type = response.content_type();
            let content_type = content_type.as_deref().unwrap_or("not given");
            let message = format!("{}; its content type is {content_type}", error.message());
            Error::new(ErrorKind::Decode, message)
        })
    }

    /// Decodes a page that did not decode as a whole: each record by itself, so that a bad one costs no other. Returns
    /// `None` if the body is not a page.
    fn leniently(self, body: &[u8], key: &str, page_size: u16) -> Option<PageBody<T>> {
        let text = Text::of(body);
        let Fields(fields) = serde_json::from_str(&text.readable).ok()?;
        let Records(raws) = serde_json::from_str(fields.get(key)?.get()).ok()?;
        let meta = RawMeta::parse(fields.get("meta")?)?;
        let links = meta.links(raws.len(), page_size, |json| !text.is_replaced_in(json));
        let mut items = Vec::with_capacity(raws.len());
        let mut rejected = Vec::new();
        for (index, raw) in raws.into_iter().enumerate() {
            match (self.record)(index, raw, text.is_replaced_in(raw.get())) {
                Ok(item) => items.push(item),
                Err(record) => {
                    let (path, reason) = record.printable();
                    tracing::warn!(index, %path, %reason, "a record did not decode");
                    rejected.push(record);
                }
            }
        }
        Some(PageBody {
            items,
            rejected,
            links,
        })
    }
}

/// Decodes a page whose records are all valid.
fn strictly<T: DeserializeOwned>(
    text: &str,
    key: &str,
    page_size: u16,
) -> serde_json::Result<PageBody<T>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let page = StrictPage {
        key,
        item: PhantomData,
    };
    let (items, meta) = page.deserialize(&mut json)?;
    json.end()?;
    let meta = RawMeta::parse(meta).ok_or_else(|| de::Error::custom("meta is not an object"))?;
    let links = meta.links(items.len(), page_size, |_| true);
    Ok(PageBody {
        items,
        rejected: Vec::new(),
        links,
    })
}

/// Reads a page's records and the JSON of its `meta`.
struct StrictPage<'k, T> {
    key: &'k str,
    item: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for StrictPage<'_, T> {
    type Value = (Vec<T>, &'de RawValue);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: DeserializeOwned> de::Visitor<'de> for StrictPage<'_, T> {
    type Value = (Vec<T>, &'de RawValue);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut items, mut meta) = (None, None);
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            let is_repeated = if name == self.key {
                items.replace(map.next_value::<Objects<T>>()?.0).is_some()
            } else if name == "meta" {
                meta.replace(map.next_value()?).is_some()
            } else {
                map.next_value::<de::IgnoredAny>()?;
                false
            };
            if is_repeated {
                return Err(de::Error::custom("a field twice"));
            }
        }
        items
            .zip(meta)
            .ok_or_else(|| de::Error::custom("no records or no meta"))
    }
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
