use std::fmt;

use http::HeaderMap;

use super::SignatureError;
use super::signature::Algorithm;
use super::signed_body::signed_body;
use super::url_spellings::url_spellings;

/// The header with the signature.
const SIGNATURE: &str = "x-twilio-signature";

/// The header that names the key and the algorithm of a signature with a shared key, such as
/// `key=webhooks_sharedkey_1,algorithm=HMAC_SHA256`.
const SETTINGS: &str = "x-twilio-webhooks-signature-settings";

/// Verifies that webhooks come from the API.
///
/// `Debug` shows no secret.
///
/// ```
/// use http::HeaderMap;
/// use twilio_proxy::webhook::{self, SignatureError, Verifier};
///
/// let verifier = Verifier::new("a token");
/// let url = "https://example.com/hook";
/// let mut headers = HeaderMap::new();
/// assert_eq!(verifier.verify(url, &headers, b"From=%2B15550100"), Err(SignatureError::Missing));
///
/// let signature = webhook::sign("a token", url, &[("From", "+15550100")]);
/// headers.insert("x-twilio-signature", signature.parse()?);
/// assert_eq!(verifier.verify(url, &headers, b"From=%2B15550100"), Ok(()));
/// assert_eq!(verifier.verify(url, &headers, b"From=%2B15550199"), Err(SignatureError::Mismatch));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Verifier {
    auth_token: String,
    shared_key: String,
}

impl Verifier {
    /// Returns a verifier with the account's primary auth token. The secondary token and API keys sign no webhooks.
    pub fn new(auth_token: impl Into<String>) -> Self {
        Self {
            auth_token: auth_token.into(),
            shared_key: String::new(),
        }
    }

    /// Sets the secret of the shared key with which the API signs, if a webhook rule applies to the URL.
    pub fn shared_key(mut self, secret: impl Into<String>) -> Self {
        self.shared_key = secret.into();
        self
    }

    /// Verifies the signature of a webhook.
    ///
    /// `url` is the public URL that the API calls, with its query. A server behind a proxy sees another scheme or host, so
    /// configure the URL instead of putting it together from the request. The port may be missing or added. `body` is the
    /// body as it was received: the parameters of a form are signed, or the hash of another body.
    ///
    /// # Errors
    /// [`SignatureError`] says what is wrong. Respond with 403.
    pub fn verify(
        &self,
        url: &str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), SignatureError> {
        let algorithm = algorithm(headers)?;
        let signature = signature(headers, algorithm)?;
        let secret = self.secret(algorithm)?;
        let bodies = signed_body(url, headers, body)?;
        let is_signed = |text: &str| algorithm.verifies(secret, text, &signature);
        for url in url_spellings(url) {
            if bodies.iter().any(|body| is_signed(&format!("{url}{body}"))) {
                return Ok(());
            }
        }
        Err(SignatureError::Mismatch)
    }

    fn secret(&self, algorithm: Algorithm) -> Result<&str, SignatureError> {
        let (secret, missing) = match algorithm {
            Algorithm::Sha1 => (&self.auth_token, SignatureError::NoAuthToken),
            Algorithm::Sha256 => (&self.shared_key, SignatureError::NoSharedKey),
        };
        match secret.as_str() {
            "" => Err(missing),
            secret => Ok(secret),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// Returns the signature of the headers, which must have exactly one.
fn signature(headers: &HeaderMap, algorithm: Algorithm) -> Result<Vec<u8>, SignatureError> {
    let mut values = headers.get_all(SIGNATURE).iter();
    match (values.next(), values.next()) {
        (None, _) => Err(SignatureError::Missing),
        (Some(value), None) => algorithm
            .decode(value.as_bytes())
            .ok_or(SignatureError::Malformed),
        (Some(_), Some(_)) => Err(SignatureError::Malformed),
    }
}

/// Returns the algorithm that the settings name. Without settings it is that of the auth token.
fn algorithm(headers: &HeaderMap) -> Result<Algorithm, SignatureError> {
    let Some(settings) = headers.get(SETTINGS) else {
        return Ok(Algorithm::Sha1);
    };
    let settings = settings.to_str().map_err(|_| SignatureError::Malformed)?;
    let settings = settings.split(',').filter_map(|part| part.split_once('='));
    let mut algorithms = settings
        .filter(|(name, _)| name.trim() == "algorithm")
        .map(|(_, algorithm)| algorithm.trim().to_ascii_uppercase())
        .filter(|algorithm| !algorithm.is_empty());
    match algorithms.next().as_deref() {
        None | Some("HMAC_SHA1") => Ok(Algorithm::Sha1),
        Some("HMAC_SHA256") => Ok(Algorithm::Sha256),
        Some(_) => Err(SignatureError::Malformed),
    }
}
