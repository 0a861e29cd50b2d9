use std::fmt;
use std::sync::Arc;

use progenitor_client::ClientInfo;
use url::Url;

use crate::transport::call_options::CallOptions;
use crate::transport::response::Received;
use crate::transport::retry_transport::RetryTransport;
use crate::{ClientBuilder, Error};

/// A client of the Proxy API. Cheap to clone; clones share connections, retry budget and limits.
///
/// Build one client for each Tokio runtime. A connection is driven by a task of the runtime on which it was opened, so a
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
/// for service in client.list_services().collect().await? {
///     let sessions = client.list_sessions(service.sid).collect().await?;
///     println!("{}: {} sessions", service.sid, sessions.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    generated: twilio_proxy_client::Client,
    base_url: Arc<Url>,
    transport: RetryTransport,
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

    /// Returns progenitor's client, for anything beyond the operations of this client.
    ///
    /// It has the same credentials, limits and retries. In a function that returns [`Error`], `?` converts the errors of its
    /// methods. With `Box<dyn std::error::Error>` or `anyhow`, `?` keeps the generated type, `generated::Error<ApiError>`:
    /// write `.map_err(Error::from)?`, or convert it after a downcast, since `Error::from` accepts a reference to it too.
    ///
    /// A call that fails is an [`UnexpectedResponse`](twilio_proxy_client::Error::UnexpectedResponse) with the status,
    /// headers and body of the error response. If there is no response, as after a time-out, the status is 599. `Display`
    /// shows the status, some headers, and the text of the [`Error`] in the header `twilio-proxy-error`; it does not show
    /// the body.
    ///
    /// The `reqwest::Client` that it gives access to carries no credentials.
    ///
    /// ```
    /// # use twilio_proxy_sandbox::Sandbox;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use twilio_proxy::Error;
    ///
    /// # let sandbox = Sandbox::builder().start().await?;
    /// # let client = sandbox.client()?;
    /// let services = client.generated().list_service().send().await.map_err(Error::from)?;
    /// assert_eq!(services.services.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn generated(&self) -> &twilio_proxy_client::Client {
        &self.generated
    }

    pub(crate) fn new(http: reqwest::Client, base_url: Url, transport: RetryTransport) -> Self {
        let base = base_url.as_str().trim_end_matches('/');
        let shared = Arc::new(transport.clone());
        Self {
            generated: twilio_proxy_client::Client::new_with_client(base, http, shared),
            base_url: Arc::new(base_url),
            transport,
        }
    }

    /// Returns the URL that requests go to.
    pub(crate) fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// Sends a request.
    pub(crate) async fn call(
        &self,
        request: reqwest::Request,
        operation: &'static str,
        options: &CallOptions,
    ) -> Result<Received, Error> {
        let http = self.generated.client();
        let outcome = self.transport.call(http, request, operation, options).await;
        outcome.map_err(Error::without_response)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.generated.baseurl())
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}
