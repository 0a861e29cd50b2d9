use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::RetryPolicy;
use crate::transport::attempt::Limits;
use crate::transport::authorization::Authorization;
use crate::transport::connections::Connections;
use crate::transport::exchange::Exchange;
use crate::transport::rate_limit::RateLimit;
use crate::transport::request_rate::RequestRate;
use crate::transport::retry_budget::RetryBudget;

/// A function that is called after each attempt.
pub(crate) type OnExchange = dyn Fn(&Exchange<'_>) + Send + Sync;

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
    pub on_exchange: Option<Arc<OnExchange>>,
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
