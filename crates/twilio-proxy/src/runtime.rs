use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{Request, Response};
use tokio::sync::Semaphore;
use twilio_proxy_client::Transport;

use crate::attempt::Limits;
use crate::authorization::Authorization;
use crate::call::Call;
use crate::carrier::{failed, succeeded};
use crate::connections::Connections;
use crate::driver::{driven, no_runtime};
use crate::exchange::Exchange;
use crate::rate_limit::RateLimit;
use crate::retry_budget::RetryBudget;
use crate::{ErrorKind, RetryPolicy};

/// The state that a client and its clones share: credentials, policy, limits and budget.
pub(crate) struct Runtime {
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

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime")
            .field("policy", &self.policy)
            .field("limits", &self.limits)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

/// Sends each request of a client, with credentials, retries, limits and tracing.
///
/// A listing passes an [`Exchange`] for the facts that the generated method does not return.
#[derive(Clone, Debug)]
pub(crate) struct Pipeline {
    runtime: Arc<Runtime>,
    exchange: Option<Exchange>,
}

impl Pipeline {
    pub(crate) fn new(runtime: Arc<Runtime>) -> Self {
        Self {
            runtime,
            exchange: None,
        }
    }

    pub(crate) fn noting(&self, exchange: Exchange) -> Self {
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
        match driven(call.run()).await {
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

impl Transport for Pipeline {
    fn execute<'a>(
        &'a self,
        http: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(async move { Ok(self.run(http, request, operation).await) })
    }
}
