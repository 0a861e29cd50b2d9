//! Callbacks: forms that the sandbox signs and sends to the application.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Client, StatusCode, Url, redirect};
use twilio_proxy::webhook;

/// The time limit of a callback.
const TIMEOUT: Duration = Duration::from_secs(3);

/// The most bytes of a response's body that are read.
const MAX_BODY: usize = 64 << 10;

/// A callback that the sandbox sent to the application, or skipped.
///
/// Its `Debug` shows no value of a parameter: they are personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// The URL.
    pub url: String,
    /// The parameters of the form, in the order sent.
    pub parameters: Vec<(String, String)>,
    /// The signature, as the header `X-Twilio-Signature` has it.
    pub signature: String,
    /// The response of the application.
    pub response: CallbackResponse,
    /// The body of the response; empty if it is not UTF-8, or longer than 64 KiB.
    pub response_body: String,
}

/// The response of the application to a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackResponse {
    /// A response with this status.
    Status(u16),
    /// The connection failed, or the response is not HTTP.
    Failed,
    /// No response within 3 s.
    Late,
    /// The callback was not sent: its URL leads to another machine. See
    /// [`allow_callbacks_to`](crate::SandboxBuilder::allow_callbacks_to).
    Skipped,
}

impl Callback {
    /// Returns the value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(key, _)| key == name)?;
        Some(value)
    }

    /// Returns the body as it is sent.
    pub(crate) fn form(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.parameters)
            .finish()
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("Callback")
            .field("url", &self.url)
            .field("parameters", &names)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}

/// The content of a response that the API acts on.
#[derive(Default)]
pub(crate) struct Content {
    pub media_type: String,
    pub body: String,
}

/// Sends callbacks.
pub(crate) struct Callbacks {
    http: Client,
    auth_token: String,
    /// Hosts besides loopback.
    allowed: Vec<String>,
}

impl Callbacks {
    pub(crate) fn new(auth_token: String, allowed: Vec<String>) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()?;
        Ok(Self {
            http,
            auth_token,
            allowed,
        })
    }

    /// Sends a callback. Returns it with the content of a successful response.
    pub(crate) async fn send(
        &self,
        url: &str,
        parameters: Vec<(String, String)>,
    ) -> (Callback, Content) {
        let pairs: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let mut callback = Callback {
            url: url.to_owned(),
            signature: webhook::sign(&self.auth_token, url, &pairs),
            response: CallbackResponse::Skipped,
            response_body: String::new(),
            parameters,
        };
        let Some(target) = self.target(url) else {
            return (callback, Content::default());
        };
        let failure = match self.post(target, &callback).await {
            Ok((status, content)) => {
                callback.response = CallbackResponse::Status(status.as_u16());
                callback.response_body.clone_from(&content.body);
                let acted_on = status.is_success().then_some(content);
                return (callback, acted_on.unwrap_or_default());
            }
            Err(error) if error.is_timeout() => CallbackResponse::Late,
            Err(_) => CallbackResponse::Failed,
        };
        callback.response = failure;
        (callback, Content::default())
    }

    /// Returns the URL if callbacks to its host are allowed.
    fn target(&self, url: &str) -> Option<Url> {
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?;
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = host.eq_ignore_ascii_case("localhost")
            || address
                .parse()
                .is_ok_and(|address: IpAddr| address.is_loopback());
        let is_allowed = self
            .allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(host));
        (is_loopback || is_allowed).then_some(url)
    }

    async fn post(
        &self,
        url: Url,
        callback: &Callback,
    ) -> Result<(StatusCode, Content), reqwest::Error> {
        let response = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", &callback.signature)
            .body(callback.form())
            .send()
            .await?;
        let status = response.status();
        let media_type = media_type(response.headers());
        let mut bytes = Vec::new();
        let mut chunks = response.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            bytes.extend_from_slice(&chunk?);
            if bytes.len() > MAX_BODY {
                return Ok((status, Content::default()));
            }
        }
        let body = String::from_utf8(bytes).unwrap_or_default();
        Ok((status, Content { media_type, body }))
    }
}

/// Returns the media type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok());
    let essence = text.and_then(|text| text.split(';').next());
    essence.unwrap_or_default().trim().to_ascii_lowercase()
}
