use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::{Method, Request};
use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tracing::Instrument;

use crate::transport::attempt::{AttemptError, Limits, attempt};
use crate::transport::attempt_span;
use crate::transport::call_options::CallOptions;
use crate::transport::client_inner::ClientInner;
use crate::transport::exchange::Exchange;
use crate::transport::rate_limit::Pass;
use crate::transport::redaction::Redaction;
use crate::transport::response::HttpResponse;
use crate::transport::retry_budget::Charge;
use crate::transport::retry_policy::Retries;
use crate::{Error, ErrorKind, RetryPolicy};

/// One call: its attempts and the waits between them.
pub(crate) struct Call<'a> {
    inner: &'a ClientInner,
    http: &'a reqwest::Client,
    request: Request,
    operation: &'static str,
    policy: &'a RetryPolicy,
    limits: Limits,
    /// Secrets that are blanked if a response repeats them.
    hide: Redaction,
    deadline: Option<Instant>,
    attempts: u32,
    /// Whether an attempt so far, or the one under way, may have been carried out.
    outcome_unknown: bool,
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        inner: &'a ClientInner,
        http: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
        options: &'a CallOptions,
    ) -> Self {
        let hide = Redaction::new(&inner.hide, &request);
        Self {
            inner,
            http,
            request,
            operation,
            policy: options.retry.as_ref().unwrap_or(&inner.policy),
            limits: options.limits(&inner.limits),
            hide,
            deadline: None,
            attempts: 0,
            outcome_unknown: false,
        }
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Adds the facts about all attempts to the error that ends the call.
    pub(crate) fn describe(&self, error: Error) -> Error {
        error
            .with_attempts(self.attempts)
            .with_outcome_unknown(self.outcome_unknown)
    }

    /// Sends the request until it succeeds, the policy allows no further attempt, or the deadline passes.
    pub(crate) async fn run(&mut self) -> Result<HttpResponse, Error> {
        let inner = self.inner;
        self.deadline = Instant::now().checked_add(self.policy.deadline);
        let mut retries = self.policy.retries();
        let mut charge = inner.budget.charge();
        let mut limited = None;
        loop {
            let (permit, pass) = self.turn(limited.take()).await?;
            charge.spend();
            let in_doubt = self.outcome_unknown;
            let outcome = self.send().await;
            drop(permit);
            let failure = match outcome {
                Ok(answer) => {
                    inner.rate_limit.succeeded(pass);
                    charge.succeed();
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            if in_doubt && self.is_deleted(&failure.error) {
                charge.succeed();
                return Ok(no_content(&failure.error));
            }
            match self.next_step(failure, pass, &mut retries, &mut charge)? {
                // Tokio's timers round up to the next millisecond.
                Next::Sleep(Duration::ZERO) => {}
                Next::Sleep(wait) => sleep(wait).await,
                Next::Pause(error) => limited = Some(error),
            }
        }
    }

    /// Waits for the end of a pause, and for a place among `max_in_flight` requests.
    ///
    /// `limited` is the call's own 429, which is the error if the pause ends too late.
    async fn turn(
        &self,
        limited: Option<Error>,
    ) -> Result<(Option<SemaphorePermit<'a>>, Pass), Error> {
        let inner = self.inner;
        self.wait_for_rate().await?;
        loop {
            let pass = match inner.rate_limit.pass(self.deadline).await {
                Ok(pass) => pass,
                Err(wait) => {
                    let error = limited.unwrap_or_else(paused_too_long);
                    return Err(error.with_retry_after(Some(wait)));
                }
            };
            let permit = match &inner.in_flight {
                // The semaphore is never closed, so there is always a permit to wait for.
                Some(places) => self.in_time(places.acquire()).await?.ok(),
                None => None,
            };
            // Another request may have started a pause in the meantime.
            if inner.rate_limit.is_valid(pass) {
                return Ok((permit, pass));
            }
        }
    }

    /// Waits until `requests_per_second` allows the request.
    async fn wait_for_rate(&self) -> Result<(), Error> {
        let Some(rate) = &self.inner.request_rate else {
            return Ok(());
        };
        match rate.reserve(self.deadline) {
            Ok(send) => {
                sleep_until(send).await;
                Ok(())
            }
            Err(wait) => {
                let message =
                    "requests_per_second allows the request only after the deadline of the call";
                let error = Error::new(ErrorKind::RateLimited, message);
                Err(error.with_retry_after(Some(wait)))
            }
        }
    }

    /// Sends the request once.
    async fn send(&mut self) -> Result<HttpResponse, AttemptError> {
        let inner = self.inner;
        let Some(mut request) = self.request.try_clone() else {
            return Err(AttemptError {
                error: Error::new(ErrorKind::InvalidInput, "a streamed body cannot be sent"),
                retryable: false,
                outcome_unknown: false,
                counts: false,
            });
        };
        let in_doubt = self.outcome_unknown;
        // Valid if the attempt is cut off.
        self.outcome_unknown |= !request.method().is_safe();
        self.attempts += 1;
        let span = attempt_span::open(&request, self.operation, self.attempts);
        let connections = inner.connections.assign(&mut request);
        let started = Instant::now();
        let attempt = attempt(self.http, request, &self.limits, &self.hide);
        let outcome = match self.in_time(attempt.instrument(span.clone())).await {
            Ok(outcome) => outcome,
            Err(error) => Err(AttemptError {
                error,
                retryable: false,
                outcome_unknown: self.outcome_unknown,
                counts: true,
            }),
        };
        let elapsed = started.elapsed();
        attempt_span::record(&span, &outcome, elapsed);
        if let Some(on_exchange) = &inner.on_exchange {
            let (request, operation, number) = (&self.request, self.operation, self.attempts);
            on_exchange(&Exchange::new(
                request, &outcome, operation, number, elapsed,
            ));
        }
        self.outcome_unknown = in_doubt;
        if let Err(failure) = &outcome {
            self.outcome_unknown |= failure.outcome_unknown;
            if !failure.counts {
                self.attempts -= 1;
            }
            if failure.error.kind() == ErrorKind::Timeout {
                inner.connections.discard(connections);
            }
        }
        outcome
    }

    /// Decides whether the request is retried, and after which wait.
    fn next_step(
        &self,
        failure: AttemptError,
        pass: Pass,
        retries: &mut Retries,
        charge: &mut Charge<'_>,
    ) -> Result<Next, Error> {
        let AttemptError {
            mut error,
            retryable,
            ..
        } = failure;
        let policy = self.policy;
        let asked = error.retry_after();
        if asked.is_some_and(|asked| asked > policy.longest_asked()) {
            // For any status, the caller has to wait. Other calls are not paused: one wrong header would stop the client for
            // hours.
            return Err(if retryable {
                error.with_kind(ErrorKind::RateLimited)
            } else {
                error
            });
        }
        let throttled = error.status() == Some(429);
        // A 429 that asks for no wait is retried as any other failure is.
        let pauses = throttled && asked != Some(Duration::ZERO);
        let wait = if pauses {
            let wait = self.inner.rate_limit.pause(pass, asked, policy);
            error = error.with_retry_after(asked.or(Some(wait)));
            wait
        } else {
            asked.unwrap_or_default().max(retries.delay())
        };
        let allowed = retryable && self.has_time_for(wait) && retries.take(pauses);
        if !allowed || !(pauses || charge.reserve(throttled)) {
            return Err(error);
        }
        attempt_span::retrying(self.operation, &error, wait);
        Ok(if pauses {
            Next::Pause(error)
        } else {
            Next::Sleep(wait)
        })
    }

    /// Returns whether this 404 means that an earlier attempt deleted the resource.
    fn is_deleted(&self, error: &Error) -> bool {
        self.request.method() == Method::DELETE && error.status() == Some(404)
    }

    fn has_time_for(&self, wait: Duration) -> bool {
        let left = |deadline: Instant| deadline.saturating_duration_since(Instant::now());
        self.deadline.is_none_or(|deadline| left(deadline) > wait)
    }

    async fn in_time<T>(&self, step: impl Future<Output = T>) -> Result<T, Error> {
        let Some(deadline) = self.deadline else {
            return Ok(step.await);
        };
        timeout_at(deadline, step).await.map_err(|_| {
            let deadline = self.policy.deadline.as_millis();
            let message = format!("the deadline of {deadline} ms passed");
            Error::new(ErrorKind::Timeout, message)
        })
    }
}

/// The wait before a retry.
enum Next {
    Sleep(Duration),
    /// The pause of all requests that this 429 started.
    Pause(Error),
}

fn paused_too_long() -> Error {
    let message = "the API limits requests, and the pause ends after the deadline of the call";
    Error::new(ErrorKind::RateLimited, message)
}

/// Returns the response that the first attempt of a DELETE would have had.
fn no_content(not_found: &Error) -> HttpResponse {
    let request_id = not_found.request_id();
    let header = request_id.and_then(|id| HeaderValue::from_str(id).ok());
    HttpResponse {
        status: StatusCode::NO_CONTENT,
        headers: HeaderMap::from_iter(
            header.map(|id| (HeaderName::from_static("twilio-request-id"), id)),
        ),
        body: Bytes::new(),
    }
}
