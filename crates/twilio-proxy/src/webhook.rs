//! Webhooks: verification of their signatures, and the responses to them.
//!
//! The API calls the URLs that a service is created or updated with. An application verifies each call, parses its body as
//! the event that belongs to the URL, and responds. This module depends on no web framework: it takes the URL, the headers
//! and the body of a call, and returns [`http::Response`]s.
//!
//! ```
//! use http::HeaderMap;
//! use twilio_proxy::InteractionEvent;
//! use twilio_proxy::webhook::{self, Verifier};
//!
//! /// Blocks messages that contain a word. `url` is the URL that the service was created with.
//! fn intercept(verifier: &Verifier, url: &str, headers: &HeaderMap, body: &[u8]) -> http::Response<String> {
//!     if verifier.verify(url, headers, body).is_err() {
//!         return webhook::block();
//!     }
//!     match InteractionEvent::parse(body) {
//!         Ok(event) if event.interaction_data.as_ref().is_some_and(|data| data.contains("refund")) => webhook::block(),
//!         _ => webhook::allow(),
//!     }
//! }
//!
//! # let (url, body) = ("https://example.com/intercept", b"interactionSid=KI00000000000000000000000000000000");
//! # let signature = webhook::sign("a token", url, &[("interactionSid", "KI00000000000000000000000000000000")]);
//! # let mut headers = HeaderMap::new();
//! # headers.insert("x-twilio-signature", signature.parse()?);
//! let verifier = Verifier::new("a token");
//! assert_eq!(intercept(&verifier, url, &headers, body).status(), 200);
//! assert_eq!(intercept(&verifier, "https://example.org/", &headers, body).status(), 403);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[allow(
    dead_code,
    reason = "the description decides whether there are callbacks"
)]
pub(crate) mod parameters;
mod responses;
mod signature;
mod signature_error;
mod signed_body;
mod url_spellings;
mod verifier;

pub use responses::{allow, block, json, twiml};
pub use signature::sign;
pub use signature_error::SignatureError;
pub use verifier::Verifier;
