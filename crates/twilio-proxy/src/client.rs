use std::fmt;
use std::sync::Arc;

use progenitor_client::{ClientInfo, Error as ClientError, ResponseValue};
use serde::de::DeserializeOwned;
use twilio_proxy_client::types::{ApiError, PageMeta};

use crate::listing::next_link;
use crate::listing::page_body::leniently;
use crate::listing::page_meta::Links;
use crate::listing::pager::{Fetched, Position};
use crate::transport::call_record::CallRecord;
use crate::transport::generated_errors::undecodable_success;
use crate::transport::response::request_id;
use crate::transport::retry_transport::RetryTransport;
use crate::{ClientBuilder, Error, ErrorKind, Redacted};

/// A client of the Proxy API. Cheap to clone; clones share connections, retry budget and limits.
///
/// Build one client for each Tokio runtime. A connection is catching_runtime_panics by a task of the runtime on which it was opened, so a
/// request from another runtime fails if that runtime is idle, or ends while the request is under way. The error is of
/// kind [`Timeout`](crate::ErrorKind::Timeout) or [`Transport`](crate::ErrorKind::Transport), and a POST is not retried
/// after it: see [the guide](crate::guide::connections).
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().sessions(2).start().await?;
/// let client = sandbox.client()?; // `Client::from_env()?` for the live API
///
/// for service in client.list_services()?.collect().await? {
///     let sessions = client.list_sessions(service.sid)?.collect().await?;
///     println!("{}: {} sessions", service.sid, sessions.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    generated: twilio_proxy_client::Client,
    pipeline: RetryTransport,
}

impl Client {
    /// Returns a client whose settings come from environment variables.
    ///
    /// The credentials are `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_KEY_SECRET`,
    /// which win. `TWILIO_EDGE` and `TWILIO_REGION` choose the API's host and are set together; `TWILIO_PROXY_BASE_URL`,
    /// for a sandbox or a gateway, replaces both. [`ClientBuilder::from_env`] has the details, and lets you add settings.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) names the variable that is missing or wrong.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// Returns a builder for a client whose settings you pass.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// The generated client, for an operation that has no helper here: with the same credentials, limits and retries.
    /// What reads or deletes is sent again after a failure that may pass; what creates or changes only where it can't
    /// have been carried out: refused for its rate, or without a connection.
    ///
    /// In a function that returns [`Error`], `?` converts the errors of its methods. With `Box<dyn std::error::Error>` or
    /// `anyhow`, `?` keeps the generated type, `generated::Error<ApiError>`: write `.map_err(Error::from)?`, or convert it
    /// after a downcast, since `Error::from` accepts a reference to it too.
    ///
    /// A call that fails is an [`UnexpectedResponse`](twilio_proxy_client::Error::UnexpectedResponse) with the status,
    /// headers and body of the error response. If there is no response, as after a time-out, the status is 599. `Display`
    /// shows the status, some headers, and the text of the [`Error`] in the header `twilio-proxy-error`; it does not show
    /// the body.
    ///
    /// ```
    /// # use twilio_proxy_sandbox::Sandbox;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use twilio_proxy::Error;
    ///
    /// # let sandbox = Sandbox::builder().start().await?;
    /// # let client = sandbox.client()?;
    /// let service = client
    ///     .generated()
    ///     .create_service()
    ///     .body_map(|service| service.unique_name("dispatch"))
    ///     .send()
    ///     .await
    ///     .map_err(Error::from)?;
    /// assert_eq!(service.unique_name.as_deref(), Some("dispatch"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn generated(&self) -> &twilio_proxy_client::Client {
        &self.generated
    }

    pub(crate) fn new(http: reqwest::Client, base_url: &str, pipeline: RetryTransport) -> Self {
        let transport = Arc::new(pipeline.clone());
        Self {
            generated: twilio_proxy_client::Client::new_with_client(base_url, http, transport),
            pipeline,
        }
    }

    /// The generated client, and what its next call sees of HTTP.
    pub(crate) fn recording(&self) -> (twilio_proxy_client::Client, CallRecord) {
        let exchange = CallRecord::default();
        let transport = Arc::new(self.pipeline.recording(exchange.clone()));
        let http = self.generated.client().clone();
        (
            twilio_proxy_client::Client::new_with_client(self.generated.baseurl(), http, transport),
            exchange,
        )
    }
}

/// Converts a list operation's outcome to a page of the pagination kernel.
///
/// `list` is the list's name in the body, `page_size` is the requested one, and `parts` splits a decoded body.
pub(crate) fn fetched<T: DeserializeOwned, R>(
    outcome: Result<ResponseValue<R>, ClientError<ApiError>>,
    exchange: &CallRecord,
    list: &str,
    page_size: u16,
    parts: impl FnOnce(R) -> (Vec<T>, PageMeta),
) -> Result<Fetched<T>, Error> {
    let seen = exchange.seen();
    // The generated methods accept any 2xx. A listing that accepted a partial response would lose records. 0 is a failure.
    if !matches!(seen.status, 0 | 200) {
        let error = Error::new(ErrorKind::Decode, "a page is expected with status 200");
        return Err(error
            .with_status(seen.status)
            .with_request_id(seen.request_id)
            .with_attempts(seen.attempts));
    }
    let (items, rejected, links, request_id) = match outcome {
        Ok(answer) => {
            let request_id = request_id(answer.headers());
            let (items, meta) = parts(answer.into_inner());
            let links = Links::new(meta, items.len(), page_size, &seen.body);
            (items, Vec::new(), links, request_id)
        }
        Err(error) => {
            let Some(whole) = undecodable_success(&error) else {
                let error = Error::from(error);
                let attempts = error.attempts().max(seen.attempts);
                return Err(error.with_attempts(attempts));
            };
            let (items, rejected, links) =
                leniently(whole.body(), whole.error(), list, page_size, &seen)?;
            (items, rejected, links, seen.request_id)
        }
    };
    let position = |link: Option<Redacted>| {
        link.map(|link| next_link::position(&link, &seen.path, page_size))
            .transpose()
    };
    Ok(Fetched {
        items,
        rejected,
        next: links
            .next
            .and_then(position)
            .map_err(|error| error.with_status(seen.status).with_attempts(seen.attempts)),
        // No listing needs the previous page, so a link to it that cannot be followed is not an error.
        previous: position(links.previous).ok().flatten(),
        request_id,
    })
}

/// A page token as the generated client takes it, where there is one.
pub(crate) fn page_token(position: &mut Position) -> Option<twilio_proxy_client::Redacted> {
    position.token.take().map(Into::into)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.generated.baseurl())
            .field("pipeline", &self.pipeline)
            .finish_non_exhaustive()
    }
}
