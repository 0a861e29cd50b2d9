use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::pagination::Position;
use crate::{Error, ErrorKind};

/// Says which version of the text follows, so that an old one can still be told.
const VERSION: &str = "tpc1.";

/// Where a listing goes on: exact to the item, good across processes.
///
/// Its text (`Display`, `FromStr`, serde) holds the collection, the page and the server's token for it: no credential
/// and no host. Keep it like the data it leads to; its `Debug` shows no token.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use twilio_proxy::Cursor;
///
/// # let sandbox = Sandbox::builder().sessions(5).start().await?;
/// # let client = sandbox.client()?;
/// let sessions = client.list_sessions(sandbox.service_sid())?;
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
    pub(crate) fn new(collection: &str, position: Position, page_size: u16, skip: usize) -> Self {
        let Position { page, token } = position;
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
        }
    }

    /// The page size that the position belongs to.
    pub(crate) fn page_size(&self) -> u16 {
        self.0.page_size
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
        write!(f, "{VERSION}{}", URL_SAFE_NO_PAD.encode(json))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::InvalidInput`] where the text is no cursor of this version. The text is not repeated.
    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = |what| Error::new(ErrorKind::InvalidInput, what);
        let body = text.trim().strip_prefix(VERSION).ok_or_else(|| {
            invalid("no cursor of this version: give the text that a cursor's Display wrote")
        })?;
        let cut = || invalid("the cursor's text is cut or changed: list from the start");
        let json = URL_SAFE_NO_PAD.decode(body).map_err(|_| cut())?;
        let parts: Parts = serde_json::from_slice(&json).map_err(|_| cut())?;
        if !(1..=1000).contains(&parts.page_size) {
            return Err(cut());
        }
        Ok(Self(parts))
    }
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
