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
use crate::transport::call_record::CallRecord;
use crate::transport::connections::Connections;
use crate::transport::generated_errors::{failed, succeeded};
use crate::transport::rate_limit::RateLimit;
use crate::transport::retry_budget::RetryBudget;
use crate::transport::runtime_errors::{catching_runtime_panics, no_runtime};
use crate::{ErrorKind, RetryPolicy};

/// The state that a client and its clones share: credentials, policy, limits and budget.
pub(crate) struct ClientInner {
    pub authorization: Authorization,
    pub policy: RetryPolicy,
    pub limits: Limits,
    pub budget: RetryBudget,
    pub rate_limit: RateLimit,
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
///
/// A listing passes an [`CallRecord`] for the facts that the generated method does not return.
#[derive(Clone, Debug)]
pub(crate) struct RetryTransport {
    runtime: Arc<ClientInner>,
    exchange: Option<CallRecord>,
}

impl RetryTransport {
    pub(crate) fn new(runtime: Arc<ClientInner>) -> Self {
        Self {
            runtime,
            exchange: None,
        }
    }

    pub(crate) fn recording(&self, exchange: CallRecord) -> Self {
        Self {
            runtime: Arc::clone(&self.runtime),
            exchange: Some(exchange),
        }
    }

    async fn run(
        &self,
        http: &reqwest::Client,
        mut request: Request,
        operation: &'static str,
    ) -> Response {
        if tokio::runtime::Handle::try_current().is_err() {
            return failed(no_runtime());
        }
        if let Err(error) = self.runtime.authorization.add_to(&mut request) {
            return failed(error);
        }
        if let Some(exchange) = &self.exchange {
            exchange.asked(&request);
        }
        let method = request.method().clone();
        let mut call = Call::new(&self.runtime, http, request, operation);
        match catching_runtime_panics(call.run()).await {
            Ok(answer) => {
                if let Some(exchange) = &self.exchange {
                    exchange.answered(&answer, call.attempts());
                }
                succeeded(answer, &method, call.attempts())
            }
            // Without timers or I/O nothing was sent.
            Err(error) if error.kind() == ErrorKind::Configuration => failed(error),
            Err(error) => failed(call.describe(error)),
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
        Box::pin(async move { Ok(self.run(http, request, operation).await) })
    }
}
