//! The `meta` of a page, of which a listing needs the links.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{Error, ErrorKind, Redacted};

/// The links of a page.
pub(crate) struct Links {
    /// The next page's link, nothing on the last page, or why it is unknown.
    pub next: Result<Option<Redacted>, Error>,
    pub previous: Option<Redacted>,
}

/// Returns whether a page has as many records as fit: the requested page size, or that of `meta` if the server lowered it.
fn is_full(records: usize, requested: u16, in_meta: Option<i64>) -> bool {
    let requested = usize::from(requested);
    let in_meta = in_meta.and_then(|size| usize::try_from(size).ok());
    let lowered = in_meta.filter(|size| (1..requested).contains(size));
    records >= lowered.unwrap_or(requested)
}

/// A page's `meta`, each field as JSON that is read for itself. A null is a field that is present.
#[derive(Deserialize)]
pub(crate) struct RawMeta<'a> {
    #[serde(borrow, default, deserialize_with = "present")]
    first_page_url: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    key: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    next_page_url: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    page: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    page_size: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    previous_page_url: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    url: Option<&'a RawValue>,
}

fn present<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

impl<'a> RawMeta<'a> {
    /// Returns the fields of a `meta`, or `None` if it is not an object.
    pub(crate) fn parse(meta: &'a RawValue) -> Option<Self> {
        // serde would read the fields from an array too.
        let json = Some(meta.get()).filter(|json| json.starts_with('{'))?;
        serde_json::from_str(json).ok()
    }

    /// Returns the links in a page with this many records, requested with `page_size`. `is_readable` returns whether a
    /// field's text is as the server sent it.
    pub(crate) fn links(
        &self,
        records: usize,
        page_size: u16,
        is_readable: impl Fn(&str) -> bool,
    ) -> Links {
        let previous = self.previous_page_url.filter(|raw| is_readable(raw.get()));
        Links {
            previous: previous.and_then(|raw| serde_json::from_str(raw.get()).ok()),
            next: self.next(records, page_size, is_readable),
        }
    }

    fn next(
        &self,
        records: usize,
        page_size: u16,
        is_readable: impl Fn(&str) -> bool,
    ) -> Result<Option<Redacted>, Error> {
        let Some(raw) = self.next_page_url else {
            let in_meta = self
                .page_size
                .and_then(|raw| serde_json::from_str(raw.get()).ok());
            return if !self.has_documented_key() {
                Err(unknown("is missing, as is every documented key of `meta`"))
            } else if is_full(records, page_size, in_meta) {
                Err(unknown("is missing although the page is full"))
            } else {
                Ok(None)
            };
        };
        let link = Some(raw.get()).filter(|json| is_readable(json));
        let link: Option<Redacted> = link
            .and_then(|json| serde_json::from_str(json).ok())
            .ok_or_else(|| unknown("is not text"))?;
        Ok(link.filter(|link| !link.is_empty()))
    }

    fn has_documented_key(&self) -> bool {
        let keys = [
            self.first_page_url,
            self.key,
            self.next_page_url,
            self.page,
            self.page_size,
            self.previous_page_url,
            self.url,
        ];
        keys.iter().any(Option::is_some)
    }
}

fn unknown(problem: &str) -> Error {
    let message =
        format!("whether more pages follow is unknown: the page's `next_page_url` {problem}");
    Error::new(ErrorKind::Decode, message)
}
