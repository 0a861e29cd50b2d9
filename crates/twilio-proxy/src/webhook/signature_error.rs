use std::error::Error;
use std::fmt;

/// The reason why a webhook is not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureError {
    /// The header `X-Twilio-Signature` is missing.
    Missing,
    /// The header is not the base64 of a signature, occurs more than once, or its settings name an unknown algorithm.
    Malformed,
    /// The [`Verifier`](super::Verifier) has an empty auth token, with which anybody could sign.
    NoAuthToken,
    /// The webhook is signed with a shared key, and the [`Verifier`](super::Verifier) has none.
    NoSharedKey,
    /// The parameter `bodySHA256` of the URL is not the hash of the body, or is missing although the body is not a form.
    BodyHash,
    /// The signature belongs to another URL, body or secret.
    Mismatch,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the webhook has no X-Twilio-Signature header: it does not come from the API",
            Self::Malformed => {
                "the webhook's X-Twilio-Signature is no signature, or its settings name an unknown algorithm"
            }
            Self::NoAuthToken => "the auth token of the verifier is empty: give it the account's primary auth token",
            Self::NoSharedKey => {
                "the webhook is signed with a shared key: give it to the verifier with `shared_key`"
            }
            Self::BodyHash => "the webhook's body does not match the hash in its URL: pass the body unchanged, as it was received",
            Self::Mismatch => {
                "the webhook's signature does not match: the URL must be the public one that the API calls, the body \
                 unchanged, and the secret the account's primary auth token"
            }
        })
    }
}

impl Error for SignatureError {}
