use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::listing::list::MAX_PAGE_SIZE;
use crate::listing::next_link::MAX_TOKEN;
use crate::listing::pager::Position;
use crate::{Error, ErrorKind};

/// Starts each text. The number changes with the format, so that a text of another format is recognized.
const VERSION: &str = "tpc2.";

/// A place in a listing, exact to the item, at which another listing can start, in another process too.
///
/// Its text (`Display`, `FromStr`, serde) holds the collection, the page with its size, and the server's token for it: no
/// credential and no host. A checksum detects a text that was cut or changed. Keep the text like the data that it leads to;
/// `Debug` shows no token.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use twilio_proxy::Cursor;
///
/// # let sandbox = Sandbox::builder().sessions(5).start().await?;
/// # let client = sandbox.client()?;
/// let sessions = client.list_sessions(sandbox.service_sid());
/// let mut first = sessions.clone().page_size(2).items();
/// first.next().await.transpose()?;
/// let kept = first.cursor().map(|cursor| cursor.to_string()); // for a file, or a database
///
/// if let Some(kept) = kept {
///     let rest = sessions.resume(kept.parse::<Cursor>()?).collect().await?;
///     assert_eq!(rest.len(), 4);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Cursor(Parts);

#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(rename = "c")]
    collection: String,
    #[serde(rename = "n")]
    page: u64,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(rename = "s")]
    page_size: u16,
    #[serde(rename = "k")]
    skip: usize,
}

impl Cursor {
    /// The page at `position` of a collection, without its first `skip` records.
    pub(crate) fn new(collection: &str, position: Position, skip: usize) -> Self {
        let Position {
            page,
            token,
            page_size,
        } = position;
        Self(Parts {
            collection: collection.to_owned(),
            page,
            token,
            page_size,
            skip,
        })
    }

    pub(crate) fn collection(&self) -> &str {
        &self.0.collection
    }

    pub(crate) fn position(&self) -> Position {
        Position {
            page: self.0.page,
            token: self.0.token.clone(),
            page_size: self.0.page_size,
        }
    }

    /// Records of the page that were handed out already.
    pub(crate) fn skip(&self) -> usize {
        self.0.skip
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cursor")
            .field("collection", &self.0.collection)
            .field("page", &self.0.page)
            .field("skip", &self.0.skip)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_vec(&self.0).map_err(|_| fmt::Error)?;
        f.write_str(&text_of(json))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::InvalidInput`] if the text is not exactly one that `Display` wrote. The error does not show the text.
    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = |message| Error::new(ErrorKind::InvalidInput, message);
        let body = text.strip_prefix(VERSION).ok_or_else(|| {
            invalid("unsupported cursor format: expected the output of `Cursor::to_string()`")
        })?;
        let parts = parts_of(body)
            .ok_or_else(|| invalid("the cursor's text is cut or changed: list from the start"))?;
        let token = parts.token.as_deref().unwrap_or_default();
        if token.len() > MAX_TOKEN {
            return Err(invalid("the cursor's page token is too long to be sent"));
        }
        Ok(Self(parts))
    }
}

/// Returns the text of a cursor with this JSON.
pub(crate) fn text_of(mut json: Vec<u8>) -> String {
    // In this byte order a CRC detects every change of up to 32 bits in a row, in the checksum too.
    let checksum = crc32fast::hash(&json).to_le_bytes();
    json.extend(checksum);
    format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(json))
}

/// Returns the parts of a cursor's text without its version, if the checksum is right.
fn parts_of(body: &str) -> Option<Parts> {
    let body = URL_SAFE_NO_PAD.decode(body).ok()?;
    let (json, checksum) = body.split_last_chunk()?;
    if crc32fast::hash(json) != u32::from_le_bytes(*checksum) {
        return None;
    }
    let parts: Parts = serde_json::from_slice(json).ok()?;
    (1..=MAX_PAGE_SIZE)
        .contains(&parts.page_size)
        .then_some(parts)
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|error: Error| de::Error::custom(error.message()))
    }
}
