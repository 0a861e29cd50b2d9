use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A value of an enum that the API may extend at any time.
///
/// A value that this version does not know is kept as it came and written back the same, so that a new one costs
/// nobody a record. A later version may know it: compare with its text by `to_string()` where both are to be met. Where
/// the API's own list has a value `unknown`, that is a listed one and [`Known`](Self::Known).
///
/// ```
/// use twilio_proxy_client::{Open, types::KnownInteractionType};
///
/// let voice: Open<KnownInteractionType> = serde_json::from_str(r#""voice""#)?;
/// assert_eq!(voice, Open::Known(KnownInteractionType::Voice));
///
/// let new: Open<KnownInteractionType> = serde_json::from_str(r#""hologram""#)?;
/// assert_eq!(new.unknown(), Some("hologram"));
/// assert_eq!(serde_json::to_string(&new)?, r#""hologram""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open<T> {
    /// A value that the description lists.
    Known(T),
    /// Any other value, as the API sent it.
    Unknown(String),
}

impl<T> Open<T> {
    /// The listed value, where it is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// The value's text, where the description does not list it.
    pub fn unknown(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(text) => Some(text),
        }
    }
}

impl<T> From<T> for Open<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: PartialEq> PartialEq<T> for Open<T> {
    fn eq(&self, other: &T) -> bool {
        self.known() == Some(other)
    }
}

impl<T: fmt::Display> fmt::Display for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt(f),
            Self::Unknown(text) => f.pad(text),
        }
    }
}

impl<T: FromStr> FromStr for Open<T> {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(T::from_str(text).map_or_else(|_| Self::Unknown(text.to_owned()), Self::Known))
    }
}

impl<T: Serialize> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);

        impl<T: FromStr> de::Visitor<'_> for Visitor<T> {
            type Value = Open<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(T::from_str(text).map_or_else(|_| unknown(text), Open::Known))
            }
        }

        deserializer.deserialize_str(Visitor(PhantomData))
    }
}

/// Says once a value that the API sent what this version does not know.
fn unknown<T>(text: &str) -> Open<T> {
    if first_seen(std::any::type_name::<T>(), text) {
        tracing::info!(
            // `Debug`, so that a control character is escaped.
            value = ?text,
            of = std::any::type_name::<T>(),
            "the API sent a value that is not listed"
        );
    }
    Open::Unknown(text.to_owned())
}

/// Whether a value is new and worth telling: values as long as no listed one, or past the first hundred, are not.
fn first_seen(of: &'static str, text: &str) -> bool {
    static SEEN: Mutex<BTreeSet<(&'static str, String)>> = Mutex::new(BTreeSet::new());

    if text.len() > 40 {
        return false;
    }
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.len() < 100 && seen.insert((of, text.to_owned()))
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Open<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Open{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [generator.subschema_for::<T>(), { "type": "string" }] })
    }
}
