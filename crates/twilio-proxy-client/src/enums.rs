//! The enums of the API that it may extend at any time: a type for each.
//!
//! A value that the description does not list is `Other`, so that a new value costs no record. It is written back
//! unchanged.
//!
//! ```
//! use twilio_proxy_client::enums::InteractionType;
//!
//! let voice: InteractionType = serde_json::from_str(r#""voice""#)?;
//! assert_eq!(voice, InteractionType::Voice);
//!
//! let new: InteractionType = serde_json::from_str(r#""hologram""#)?;
//! assert_eq!(new, InteractionType::Other("hologram".to_owned()));
//! assert_eq!(serde_json::to_string(&new)?, r#""hologram""#);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use serde::de::{self, Deserializer};

/// Reads and reports the values of an open enum.
pub(crate) trait OpenEnum: Sized {
    const NAME: &'static str;

    /// Returns the variant of a listed value.
    fn listed(text: &str) -> Option<Self>;

    /// Returns the variant of any other value.
    fn other(text: String) -> Self;
}

/// Reads a value of the API, and reports the first occurrence of one that is not listed.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: OpenEnum>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Visitor<T>(PhantomData<T>);

    impl<T: OpenEnum> de::Visitor<'_> for Visitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            Ok(T::listed(text).unwrap_or_else(|| {
                report(T::NAME, text);
                T::other(text.to_owned())
            }))
        }
    }

    deserializer.deserialize_str(Visitor(PhantomData))
}

/// Logs a value that is not listed, once.
fn report(name: &'static str, text: &str) {
    if is_new(name, text) {
        tracing::info!(
            // `Debug` escapes control characters.
            value = ?text,
            of = name,
            "the API sent a value that is not listed"
        );
    }
}

/// Returns whether a value is logged. Values longer than 40 bytes are not, and neither are those after the first hundred.
fn is_new(name: &'static str, text: &str) -> bool {
    static SEEN: Mutex<BTreeSet<(&'static str, String)>> = Mutex::new(BTreeSet::new());

    if text.len() > 40 {
        return false;
    }
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.len() < 100 && seen.insert((name, text.to_owned()))
}

/// Defines the type of an open enum.
// Which enums exist is for the description to say.
#[allow(unused_macros)]
macro_rules! open_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A value that the description does not list, as the API sent it. To make a value from text, use `From`,
            /// which recognizes the listed values.
            Other(String),
        }

        impl $name {
            /// Returns the value as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }

            /// Returns the value of a text without regard to case: callbacks write some values with a capital.
            pub fn from_any_case(text: &str) -> Self {
                let texts: &[&str] = &[$($text),*];
                let listed = texts.iter().find(|listed| listed.eq_ignore_ascii_case(text));
                Self::listed(text)
                    .or_else(|| Self::listed(listed?))
                    .unwrap_or_else(|| Self::Other(text.to_owned()))
            }
        }

        impl OpenEnum for $name {
            const NAME: &'static str = stringify!($name);

            fn listed(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn other(text: String) -> Self {
                Self::Other(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::listed(text).unwrap_or_else(|| Self::Other(text.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::listed(&text).unwrap_or(Self::Other(text))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "anyOf": [{ "type": "string", "enum": [$($text),*] }, { "type": "string" }],
                })
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/enums.rs"));
