use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use backon::Retryable;
use reqwest::{Request, Response};
use tokio::sync::Semaphore;
use tokio::time::timeout_at;
use tracing::{Instrument, Span, field};
use twilio_proxy_client::Transport;

use crate::answer::Answer;
use crate::attempt::{Limits, Setback, attempt};
use crate::carrier::{failed, succeeded};
use crate::driver::{driven, no_runtime};
use crate::exchange::Exchange;
use crate::redaction::Redaction;
use crate::retry_budget::RetryBudget;
use crate::{Error, ErrorKind, RetryPolicy};

/// What a client and its clones share: policy, limits and budget.
pub(crate) struct Runtime {
    pub policy: RetryPolicy,
    pub limits: Limits,
    pub budget: RetryBudget,
    pub in_flight: Option<Semaphore>,
    /// Secrets that are blanked where an answer repeats them.
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

/// The one way that requests go: with retries, limits and tracing.
///
/// A listing gives it an [`Exchange`] to note what the generated method does not tell.
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
        request: Request,
        operation: &'static str,
    ) -> Response {
        if tokio::runtime::Handle::try_current().is_err() {
            return failed(no_runtime());
        }
        if let Some(exchange) = &self.exchange {
            exchange.asked(&request);
        }
        let attempts = AtomicU32::new(0);
        let outcome = driven(self.call(http, &request, operation, &attempts)).await;
        let attempts = attempts.into_inner();
        match outcome {
            Ok(answer) => {
                if let Some(exchange) = &self.exchange {
                    exchange.answered(&answer, attempts);
                }
                succeeded(answer, request.method(), attempts)
            }
            Err(error) => failed(error.with_attempts(attempts)),
        }
    }

    /// Attempts and waits until a success, the policy's end, or the deadline.
    async fn call(
        &self,
        http: &reqwest::Client,
        request: &Request,
        operation: &'static str,
        attempts: &AtomicU32,
    ) -> Result<Answer, Error> {
        let runtime = &*self.runtime;
        let hide = Redaction::new(&runtime.hide, request);
        let deadline = tokio::time::Instant::now().checked_add(runtime.policy.deadline);
        let mut spent = 0;
        let tries = (|| async {
            let Some(request) = request.try_clone() else {
                let error = Error::new(ErrorKind::InvalidInput, "a streamed body can't be sent");
                return Err(Setback {
                    error,
                    retryable: false,
                });
            };
            runtime.one(http, request, operation, attempts, &hide).await
        })
        .retry(runtime.policy.delays())
        .sleep(tokio::time::sleep)
        .when(|setback: &Setback| setback.retryable)
        .adjust(|setback: &Setback, delay| {
            let delay = delay?;
            let asked = setback.error.retry_after();
            if asked.is_some_and(|asked| asked > runtime.policy.longest_asked()) {
                return None;
            }
            let wait = asked.map_or(delay, |asked| asked.max(delay));
            let left =
                deadline.map(|deadline| deadline.duration_since(tokio::time::Instant::now()));
            if left.is_some_and(|left| left <= wait) {
                return None;
            }
            spent += runtime
                .budget
                .spend(setback.error.kind() == ErrorKind::RateLimited)?;
            Some(wait)
        })
        .notify(|setback: &Setback, wait: Duration| {
            let error = &setback.error;
            tracing::warn!(
                operation,
                kind = ?error.kind(),
                status = error.status(),
                request_id = error.request_id(),
                wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                "the request is sent again"
            );
        });
        let longest = runtime.policy.longest_asked();
        let tries = async move {
            tries.await.map_err(|Setback { error, retryable }| {
                // Whatever its status: what is to be done about it is to wait.
                let too_long = error.retry_after().is_some_and(|asked| asked > longest);
                if retryable && too_long {
                    error.with_kind(ErrorKind::RateLimited)
                } else {
                    error
                }
            })
        };
        let outcome = match deadline {
            None => tries.await,
            Some(deadline) => timeout_at(deadline, tries).await.unwrap_or_else(|_| {
                let message = format!(
                    "the deadline of {} ms ran out",
                    runtime.policy.deadline.as_millis()
                );
                Err(Error::new(ErrorKind::Timeout, message))
            }),
        };
        if outcome.is_ok() {
            runtime.budget.refund(spent);
        }
        outcome
    }
}

impl Runtime {
    async fn one(
        &self,
        http: &reqwest::Client,
        request: Request,
        operation: &'static str,
        attempts: &AtomicU32,
        hide: &Redaction,
    ) -> Result<Answer, Setback> {
        let _permit = match &self.in_flight {
            // The semaphore is never closed, so there is always a permit to wait for.
            Some(in_flight) => in_flight.acquire().await.ok(),
            None => None,
        };
        // Counted once it is its turn: a request that only queued was never sent.
        let number = attempts.fetch_add(1, Ordering::Relaxed) + 1;
        let span = tracing::debug_span!(
            "twilio_proxy.request",
            operation,
            page = field::Empty,
            attempt = number,
            status = field::Empty,
            request_id = field::Empty,
            elapsed_ms = field::Empty,
            http.request.method = request.method().as_str(),
            http.request.resend_count = number.saturating_sub(1),
            http.response.status_code = field::Empty,
            server.address = request.url().host_str(),
            server.port = request.url().port_or_known_default(),
            error.type = field::Empty,
        );
        let parameter = |wanted| {
            let mut pairs = request.url().query_pairs();
            pairs.find_map(|(name, value)| (name == wanted).then_some(value))
        };
        // The first page of a listing goes without saying.
        if let Some(page) = parameter("Page").or(parameter("PageSize").map(|_| "0".into())) {
            span.record("page", &*page);
        }
        let started = Instant::now();
        let outcome = attempt(http, request, &self.limits, hide)
            .instrument(span.clone())
            .await;
        record(&span, &outcome, started.elapsed());
        outcome
    }
}

fn record(span: &Span, outcome: &Result<Answer, Setback>, elapsed: Duration) {
    span.record(
        "elapsed_ms",
        u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
    );
    let (status, request_id) = match outcome {
        Ok(answer) => (Some(answer.status.as_u16()), answer.request_id()),
        Err(setback) => (
            setback.error.status(),
            setback.error.request_id().map(str::to_owned),
        ),
    };
    if let Some(status) = status {
        span.record("status", status)
            .record("http.response.status_code", status);
    }
    if let Some(request_id) = request_id {
        span.record("request_id", request_id);
    }
    let Err(Setback { error, .. }) = outcome else {
        return;
    };
    match status {
        Some(status) => span.record("error.type", field::display(status)),
        None => span.record("error.type", field::debug(error.kind())),
    };
    if error.kind() == ErrorKind::RateLimited {
        let retry_after_ms = error
            .retry_after()
            .map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        span.in_scope(|| tracing::warn!(retry_after_ms, "the API limits requests"));
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
