//! Signatures: an HMAC of the URL followed by the parameters of the form.
//!
//! The rules are those of the vendor's documentation of webhook security, and of its validators for Python and Node.

use std::cmp::Ordering;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

/// The hash function of a signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Algorithm {
    Sha1,
    Sha256,
}

impl Algorithm {
    /// Decodes a signature from base64. Returns `None` if it is not base64 or has another length.
    pub(super) fn decode(self, signature: &[u8]) -> Option<Vec<u8>> {
        let length = match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        };
        let signature = STANDARD.decode(signature).ok()?;
        (signature.len() == length).then_some(signature)
    }

    /// Returns whether a signature is that of a text. The time that it takes does not depend on the signature.
    pub(super) fn verifies(self, secret: &str, text: &str, signature: &[u8]) -> bool {
        match self {
            Self::Sha1 => mac::<Hmac<Sha1>>(secret, text)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
            Self::Sha256 => mac::<Hmac<Sha256>>(secret, text)
                .is_some_and(|mac| mac.verify_slice(signature).is_ok()),
        }
    }
}

/// Returns the HMAC of a text. An HMAC has keys of any length, so it is never `None`.
fn mac<M: Mac + KeyInit>(secret: &str, text: &str) -> Option<M> {
    let mut mac = <M as KeyInit>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(text.as_bytes());
    Some(mac)
}

/// Returns the signature that the API sends with a form: the base64 of the HMAC-SHA1 of its URL and parameters.
///
/// It is for tests that call an application as the API does. `secret` is the auth token, `url` the URL with its query, and
/// `params` the parameters of the form, before they are encoded.
///
/// ```
/// use twilio_proxy::webhook;
///
/// let signature = webhook::sign("a token", "https://example.com/hook", &[("From", "+15550100")]);
/// assert_eq!(signature, "uv4kAcBB7yTOejrUMAMBN2tBmFE=");
/// ```
pub fn sign(secret: &str, url: &str, params: &[(&str, &str)]) -> String {
    let text = format!(
        "{url}{}",
        signed_params(params, |one, other| one.cmp(other))
    );
    let mac: Option<Hmac<Sha1>> = mac(secret, &text);
    mac.map(|mac| STANDARD.encode(mac.finalize().into_bytes()))
        .unwrap_or_default()
}

/// Returns the names and values of parameters as they are signed: in order, and each value of a name once.
pub(super) fn signed_params(
    params: &[(&str, &str)],
    order: impl Fn(&str, &str) -> Ordering,
) -> String {
    let mut params = params.to_vec();
    params.sort_by(|(name, value), (other, other_value)| {
        order(name, other).then_with(|| order(value, other_value))
    });
    params.dedup();
    params
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect()
}
