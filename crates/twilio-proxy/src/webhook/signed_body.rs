use http::HeaderMap;
use http::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::SignatureError;
use super::signature::signed_params;

/// The parameter of a URL with the SHA-256 of a body that is not a form.
const BODY_HASH: &str = "bodySHA256";

/// Returns the possible texts for which the body stands in the signed text: the parameters of a form, in each order that
/// the vendor's validators use. Another body is not signed itself, but its hash, which is a parameter of the URL.
///
/// # Errors
/// [`SignatureError::BodyHash`] if the hash is wrong or missing.
pub(super) fn signed_body(
    url: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Vec<String>, SignatureError> {
    let hash = body_hash(url);
    if is_form(headers, hash.is_some()) {
        let params: Vec<_> = form_urlencoded::parse(body).collect();
        let params: Vec<_> = params
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let by_code_point = signed_params(&params, |one, other| one.cmp(other));
        let by_code_unit = signed_params(&params, |one, other| {
            one.encode_utf16().cmp(other.encode_utf16())
        });
        let mut orders = vec![by_code_point, by_code_unit];
        orders.dedup();
        return Ok(orders);
    }
    match hash {
        // Everybody can compute the hash of a body, so the comparison need not take constant time.
        Some(hash) if hash == hex(&Sha256::digest(body)) => Ok(vec![String::new()]),
        None if body.is_empty() => Ok(vec![String::new()]),
        _ => Err(SignatureError::BodyHash),
    }
}

/// Returns whether the body is a form. A body without a content type is one, unless the URL has a hash of it.
fn is_form(headers: &HeaderMap, has_hash: bool) -> bool {
    match headers.get(CONTENT_TYPE).map(|value| value.as_bytes()) {
        Some(content_type) => {
            let essence = content_type.split(|byte| *byte == b';').next();
            let essence = essence.unwrap_or_default().trim_ascii();
            essence.eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
        }
        None => !has_hash,
    }
}

/// Returns the hash of the body that the URL has.
fn body_hash(url: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let mut params = form_urlencoded::parse(query.as_bytes());
    let (_, hash) = params.find(|(name, value)| name == BODY_HASH && !value.is_empty())?;
    Some(hash.into_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
