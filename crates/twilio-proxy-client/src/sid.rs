//! The SIDs that the description names: one type each, validated when made.
//!
//! ```
//! use twilio_proxy_client::{InvalidSid, sid::ServiceSid};
//!
//! let service: ServiceSid = "KS00000000000000000000000000000000".parse()?;
//! assert_eq!(service.as_str(), "KS00000000000000000000000000000000");
//!
//! let of_another_kind = "KC00000000000000000000000000000000".parse::<ServiceSid>();
//! assert!(of_another_kind.is_err());
//! # Ok::<(), InvalidSid>(())
//! ```

use std::fmt;

/// Characters of a SID: two letters and 32 hex digits.
const LENGTH: usize = 34;

/// Why a text is no SID of the type that was asked for.
///
/// The text itself is not repeated: what stands where a SID was expected may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {name}: {expected}{letters} and 32 hex digits, found {found}", letters = if .expected.is_empty() { "two letters" } else { "" })]
pub struct InvalidSid {
    name: &'static str,
    expected: &'static str,
    found: Found,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Length(usize),
    OtherPrefix,
    NoHexDigit(usize),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(0) => f.write_str("an empty text"),
            Self::Length(bytes) => write!(f, "{bytes} bytes instead of {LENGTH}"),
            Self::OtherPrefix => f.write_str("another prefix"),
            Self::NoHexDigit(position) => write!(f, "no hex digit at character {position}"),
        }
    }
}

/// A validated SID's characters, inline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Characters([u8; LENGTH]);

impl Characters {
    fn parse(text: &str, name: &'static str, prefix: &'static str) -> Result<Self, InvalidSid> {
        let invalid = |found| InvalidSid {
            name,
            expected: prefix,
            found,
        };
        let bytes: [u8; LENGTH] = text
            .as_bytes()
            .try_into()
            .map_err(|_| invalid(Found::Length(text.len())))?;
        let [first, second, digits @ ..] = &bytes;
        let prefix_fits = match prefix.as_bytes() {
            [a, b] => first == a && second == b,
            _ => first.is_ascii_alphabetic() && second.is_ascii_alphabetic(),
        };
        if !prefix_fits {
            return Err(invalid(Found::OtherPrefix));
        }
        // One pass without branches, many digits at a time; only a bad SID is searched for its bad digit.
        let bad = digits.iter().fold(0, |bad, byte| {
            let is_digit = byte.wrapping_sub(b'0') < 10;
            let is_letter = (byte | 0x20).wrapping_sub(b'a') < 6;
            bad | u8::from(!(is_digit | is_letter))
        });
        if bad != 0 {
            let position = digits
                .iter()
                .position(|byte| !byte.is_ascii_hexdigit())
                .unwrap_or_default();
            return Err(invalid(Found::NoHexDigit(position + 3)));
        }
        Ok(Self(bytes))
    }

    fn as_str(&self) -> &str {
        // Letters and hex digits are UTF-8, so the fallback is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Defines the type of one component that is a SID: its name, and its prefix or nothing where any two letters do.
macro_rules! sid {
    ($name:ident, $prefix:literal) => {
        #[doc = concat!("A SID of the API, `", stringify!($name), "` in its description: `", $prefix, "…`, 34 characters, validated, inline.")]
        ///
        /// Made from text with `parse` or `try_into`; a text that is none is an [`InvalidSid`] that says what was
        /// expected.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Characters);

        impl $name {
            /// The two letters that it starts with; empty where any two do.
            pub const PREFIX: &'static str = $prefix;

            /// The SID as text: 34 ASCII characters, in the case in which it came.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = InvalidSid;

            fn from_str(text: &str) -> Result<Self, InvalidSid> {
                Characters::parse(text, stringify!($name), $prefix).map(Self)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidSid;

            fn try_from(text: &str) -> Result<Self, InvalidSid> {
                text.parse()
            }
        }

        impl TryFrom<&String> for $name {
            type Error = InvalidSid;

            fn try_from(text: &String) -> Result<Self, InvalidSid> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidSid;

            fn try_from(text: String) -> Result<Self, InvalidSid> {
                text.parse()
            }
        }

        impl From<&$name> for $name {
            fn from(sid: &$name) -> Self {
                *sid
            }
        }

        impl From<$name> for String {
            fn from(sid: $name) -> Self {
                sid.as_str().to_owned()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl crate::text::FromText for $name {
            const EXPECTED: &'static str = stringify!($name);

            fn from_text<E: ::serde::de::Error>(text: &str) -> Result<Self, E> {
                text.parse().map_err(E::custom)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::text::one(deserializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let prefix = if $prefix.is_empty() { "[a-zA-Z]{2}" } else { $prefix };
                ::schemars::json_schema!({
                    "type": "string",
                    "pattern": format!("^{prefix}[0-9a-fA-F]{{32}}$"),
                })
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/sids.rs"));
