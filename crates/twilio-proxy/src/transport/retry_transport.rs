use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{Request, Response};
use tokio::sync::Semaphore;
use twilio_proxy_client::Transport;

use crate::transport::attempt::Limits;
use crate::transport::authorization::Authorization;
use crate::transport::call::Call;
use crate::transport::call_options::CallOptions;
use crate::transport::connections::Connections;
use crate::transport::generated_errors::{failed, succeeded};
use crate::transport::rate_limit::RateLimit;
use crate::transport::request_rate::RequestRate;
use crate::transport::response::Received;
use crate::transport::retry_budget::RetryBudget;
use crate::transport::runtime_errors::{catching_runtime_panics, no_runtime};
use crate::{Error, ErrorKind, RetryPolicy};

/// The state that a client and its clones share: credentials, policy, limits and budget.
pub(crate) struct ClientInner {
    pub authorization: Authorization,
    pub policy: RetryPolicy,
    pub limits: Limits,
    pub budget: RetryBudget,
    pub rate_limit: RateLimit,
    pub request_rate: Option<RequestRate>,
    pub connections: Connections,
    pub in_flight: Option<Semaphore>,
    /// Secrets that are blanked if a response repeats them.
    pub hide: Vec<String>,
}

impl fmt::Debug for ClientInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientInner")
            .field("policy", &self.policy)
            .field("limits", &self.limits)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

/// Sends each request of a client, with credentials, retries, limits and tracing.
#[derive(Clone, Debug)]
pub(crate) struct RetryTransport {
    inner: Arc<ClientInner>,
}

impl RetryTransport {
    pub(crate) fn new(inner: ClientInner) -> Self {
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Sends a request until it succeeds, or until it is not retried.
    pub(crate) async fn call(
        &self,
        http: &reqwest::Client,
        mut request: Request,
        operation: &'static str,
        options: &CallOptions,
    ) -> Result<Received, Error> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(no_runtime());
        }
        self.inner.authorization.add_to(&mut request)?;
        let is_read = request.method().is_safe();
        let mut call = Call::new(&self.inner, http, request, operation, options);
        match catching_runtime_panics(call.run()).await {
            Ok(response) => Ok(Received {
                response,
                attempts: call.attempts(),
                is_read,
            }),
            // Without timers or I/O nothing was sent.
            Err(error) if error.kind() == ErrorKind::Configuration => Err(error),
            Err(error) => Err(call.describe(error)),
        }
    }
}

impl Transport for RetryTransport {
    fn execute<'a>(
        &'a self,
        http: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(async move {
            let options = CallOptions::default();
            Ok(match self.call(http, request, operation, &options).await {
                Ok(received) => succeeded(received),
                Err(error) => failed(error),
            })
        })
    }
}
