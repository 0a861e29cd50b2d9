//! Which webhooks are verified. The signatures were computed with the vendor's libraries for Python and Node.

use http::{HeaderMap, HeaderName, HeaderValue};
use twilio_proxy::webhook::{SignatureError, Verifier, sign};

const URL: &str = "https://example.com/hook";
const FORM: &str = "application/x-www-form-urlencoded";
const SETTINGS: &str = "x-twilio-webhooks-signature-settings";

fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
    let headers = headers.iter().map(|(name, value)| {
        let value = HeaderValue::from_str(value).unwrap();
        (HeaderName::from_static(name), value)
    });
    headers.collect()
}

/// Verifies a form with the auth token `12345`.
fn verify(url: &str, body: &str, signature: &str) -> Result<(), SignatureError> {
    let headers = headers(&[("content-type", FORM), ("x-twilio-signature", signature)]);
    Verifier::new("12345").verify(url, &headers, body.as_bytes())
}

fn verify_json(url: &str, body: &str, signature: &str) -> Result<(), SignatureError> {
    let json = "application/json; charset=utf-8";
    let headers = headers(&[("content-type", json), ("x-twilio-signature", signature)]);
    Verifier::new("12345").verify(url, &headers, body.as_bytes())
}

#[test]
fn a_form_is_verified_with_all_of_its_parameters() {
    let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    let body = "To=%2B18005551212&Digits=1234&Caller=%2B14158675310&From=%2B14158675310&CallSid=CA1234567890ABCDE";
    let signature = "GvWf1cFY/Q7PnoempGyD5oXAezc=";
    assert_eq!(verify(url, body, signature), Ok(()));
    for (url, body) in [
        (url, ""),
        (url, "CallSid=CA1234567890ABCDE"),
        (url, &format!("{body}&Extra=1")),
        (url, &body.replace("Digits=1234", "Digits=12345")),
        (url, &body.replace("Digits=1234", "Digits=1234%20")),
        ("https://mycompany.com/myapp.php?foo=1&bar=3", body),
        ("https://mycompany.com/myapp.php", body),
        ("http://mycompany.com/myapp.php?foo=1&bar=2", body),
    ] {
        let outcome = verify(url, body, signature);
        assert_eq!(outcome, Err(SignatureError::Mismatch), "{url} {body}");
    }
}

#[test]
fn repeated_empty_and_non_ascii_values_are_signed() {
    for (url, body, signature) in [
        (URL, "b=2&a=z&b=1&b=2&c=", "/834yATTJ7k/Dh9tiNgTNPRatww="),
        (
            "https://example.com/hook?name=%C3%A9",
            "From=%2B1&Body=+%C3%A9%E6%BC%A2%F0%9F%98%80%20",
            "185YIi2oA1EI6YooFEbs+Q+bXfQ=",
        ),
        // The libraries for Python and Node sort these two characters differently.
        (
            URL,
            "a=%EF%BD%86&a=%F0%9F%98%80",
            "kXVBReLc5mrpOiffrAkIAVVEYyw=",
        ),
        (
            URL,
            "a=%EF%BD%86&a=%F0%9F%98%80",
            "UpS11dMvURadq5+xraWPL01urng=",
        ),
        (
            "https://example.com/hook?From=%2B1",
            "",
            "ea0ZSNHnIwO3Sg4muoikZgaYfJs=",
        ),
    ] {
        assert_eq!(verify(url, body, signature), Ok(()), "{url} {body}");
    }
}

#[test]
fn a_port_may_be_missing_or_added() {
    let (with, without) = (
        "f+U0dojy/+S8w9dpBSe+jLX0xJs=",
        "B6A4XbMSekm2H+dh4jGS3ujfpy0=",
    );
    let other = "PnGSFHbT8PdMyEOrB5aYqf0ibf0=";
    for (url, signature) in [
        (URL, with),
        (URL, without),
        ("https://example.com:443/hook", with),
        ("https://example.com:443/hook", without),
        ("https://example.com:8080/hook", without),
        ("https://example.com:8080/hook", other),
    ] {
        assert_eq!(verify(url, "a=b", signature), Ok(()), "{url} {signature}");
    }
    for (url, signature) in [
        (URL, other),
        ("https://example.com:8080/hook", with),
        ("http://example.com/hook", with),
        ("https://example.org/hook", without),
    ] {
        let outcome = verify(url, "a=b", signature);
        assert_eq!(outcome, Err(SignatureError::Mismatch), "{url} {signature}");
    }
}

#[test]
fn user_information_and_ipv6_addresses_have_colons_that_are_no_ports() {
    for (url, signed) in [
        (
            "https://u:p@example.com/hook",
            "https://u:p@example.com:443/hook",
        ),
        (
            "https://u:p@example.com:8443/hook",
            "https://u:p@example.com/hook",
        ),
        ("http://[::1]/hook", "http://[::1]:80/hook"),
        (
            "http://[::1]:8080/hook?a=b:c@d",
            "http://[::1]/hook?a=b:c@d",
        ),
        ("example.com", "example.com"),
    ] {
        let signature = sign("12345", signed, &[]);
        assert_eq!(verify(url, "", &signature), Ok(()), "{url}");
    }
}

#[test]
fn a_url_may_be_encoded_in_another_way() {
    for (url, signature) in [
        (
            "https://example.com/it's?q=é",
            "CquDhHvLRP6cnwl3rcJdrbTN3CQ=",
        ),
        (
            "https://example.com/hook?a=%c3%a9&b&a=2",
            "9p49Sip1dfS+HTVd+4KdANcvcyI=",
        ),
    ] {
        assert_eq!(verify(url, "", signature), Ok(()), "{url}");
    }
}

#[test]
fn another_body_is_verified_by_its_hash() {
    let hash = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";
    let url = format!("{URL}?bodySHA256={hash}");
    let signature = "2e7mH/NA6FwzvUqLZxhsETU/4bw=";
    assert_eq!(verify_json(&url, r#"{"a":1}"#, signature), Ok(()));
    assert_eq!(
        verify_json(&url, r#"{"a":2}"#, signature),
        Err(SignatureError::BodyHash)
    );
    assert_eq!(
        verify_json(&url.replace("015a", "015b"), r#"{"a":1}"#, signature),
        Err(SignatureError::BodyHash)
    );
    let signature = sign("12345", URL, &[]);
    assert_eq!(
        verify_json(URL, r#"{"a":1}"#, &signature),
        Err(SignatureError::BodyHash)
    );
    assert_eq!(verify_json(URL, "", &signature), Ok(()));
}

#[test]
fn a_form_is_signed_itself_even_if_its_url_has_a_hash() {
    let url = format!("{URL}?bodySHA256=00");
    let signature = sign("12345", &url, &[("a", "b")]);
    assert_eq!(verify(&url, "a=b", &signature), Ok(()));
    assert_eq!(
        verify(&url, "a=c", &signature),
        Err(SignatureError::Mismatch)
    );
}

#[test]
fn a_shared_key_signs_with_its_own_secret_and_algorithm() {
    let signature = "tD3viNjQfwSQ+688smATYkqKeqB2rueRcD8t1k/VGXI=";
    let settings = |settings: &str| {
        headers(&[
            ("content-type", FORM),
            ("x-twilio-signature", signature),
            (SETTINGS, settings),
        ])
    };
    let named = settings("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256");
    let verifier = Verifier::new("12345");
    assert_eq!(
        verifier.verify(URL, &named, b"a=b"),
        Err(SignatureError::NoSharedKey)
    );
    let verifier = verifier.shared_key("shared");
    assert_eq!(verifier.verify(URL, &named, b"a=b"), Ok(()));
    assert_eq!(
        verifier.verify(URL, &named, b"a=c"),
        Err(SignatureError::Mismatch)
    );
    let spaced = settings("key=k, algorithm = hmac_sha256 ");
    assert_eq!(verifier.verify(URL, &spaced, b"a=b"), Ok(()));
    for unknown in ["key=k,algorithm=HMAC_SHA512", "algorithm=none"] {
        let outcome = verifier.verify(URL, &settings(unknown), b"a=b");
        assert_eq!(outcome, Err(SignatureError::Malformed), "{unknown}");
    }
    // The signature has the length of the other algorithm.
    for legacy in ["", "key=k", "key=k,algorithm=", "algorithm=HMAC_SHA1"] {
        let outcome = verifier.verify(URL, &settings(legacy), b"a=b");
        assert_eq!(outcome, Err(SignatureError::Malformed), "{legacy}");
    }
}

#[test]
fn a_signature_that_is_missing_or_malformed_is_an_error_of_its_own() {
    let verifier = Verifier::new("12345");
    let outcome = verifier.verify(URL, &headers(&[("content-type", FORM)]), b"a=b");
    assert_eq!(outcome, Err(SignatureError::Missing));
    for malformed in [
        "",
        "?",
        "B6A4XbMSekm2H+dh4jGS3ujfpy0",
        "QUJD",
        "B6A4XbMSekm2H-dh4jGS3ujfpy0=",
    ] {
        let outcome = verify(URL, "a=b", malformed);
        assert_eq!(outcome, Err(SignatureError::Malformed), "{malformed}");
    }
    let mut twice = headers(&[("x-twilio-signature", "B6A4XbMSekm2H+dh4jGS3ujfpy0=")]);
    assert_eq!(verifier.verify(URL, &twice, b"a=b"), Ok(()));
    twice.append("x-twilio-signature", HeaderValue::from_static("other"));
    assert_eq!(
        verifier.verify(URL, &twice, b"a=b"),
        Err(SignatureError::Malformed)
    );
}

#[test]
fn an_empty_secret_verifies_nothing() {
    let sign_with_nothing = sign("", URL, &[("a", "b")]);
    let mut headers = headers(&[("x-twilio-signature", &sign_with_nothing)]);
    assert_eq!(
        Verifier::new("").verify(URL, &headers, b"a=b"),
        Err(SignatureError::NoAuthToken)
    );
    headers.insert(SETTINGS, HeaderValue::from_static("algorithm=HMAC_SHA256"));
    let signature = HeaderValue::from_static("tD3viNjQfwSQ+688smATYkqKeqB2rueRcD8t1k/VGXI=");
    headers.insert("x-twilio-signature", signature);
    assert_eq!(
        Verifier::new("12345")
            .shared_key("")
            .verify(URL, &headers, b"a=b"),
        Err(SignatureError::NoSharedKey)
    );
}

#[test]
fn no_output_has_a_secret() {
    let verifier = Verifier::new("auth-token").shared_key("shared-key");
    let shown = format!("{verifier:?}");
    assert!(
        !shown.contains("auth-token") && !shown.contains("shared-key"),
        "{shown}"
    );
    for error in [
        SignatureError::Missing,
        SignatureError::Malformed,
        SignatureError::NoAuthToken,
        SignatureError::NoSharedKey,
        SignatureError::BodyHash,
        SignatureError::Mismatch,
    ] {
        assert!(error.to_string().starts_with("the "), "{error}");
    }
}
