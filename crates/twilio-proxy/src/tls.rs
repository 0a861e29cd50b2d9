//! TLS by rustls, for the feature of that name.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::{Error, ErrorKind};

/// What the platform trusts, by the cryptography that the process chose, or ring where it chose none.
///
/// The choice is not made for the process here: a second one would fail, and it is the application's.
pub(crate) fn config() -> Result<ClientConfig, Error> {
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| Arc::new(ring::default_provider()));
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_platform_verifier())
        .map_err(|error| {
            let message = "TLS can't be set up: does the platform have a trust store?";
            Error::new(ErrorKind::Configuration, message).with_source(error)
        })?;
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
