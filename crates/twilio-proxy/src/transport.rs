//! One call: its attempts, retries and limits, and the errors of its responses.

pub(crate) mod attempt;
pub(crate) mod attempt_span;
pub(crate) mod authorization;
pub(crate) mod call;
pub(crate) mod call_options;
pub(crate) mod client_inner;
pub(crate) mod connections;
pub(crate) mod content_encoding;
pub(crate) mod error_body;
pub(crate) mod escaped;
pub(crate) mod exchange;
pub(crate) mod generated_errors;
pub(crate) mod rate_limit;
pub(crate) mod redaction;
pub(crate) mod request_rate;
pub(crate) mod response;
pub(crate) mod retry_budget;
pub(crate) mod retry_policy;
pub(crate) mod retry_transport;
pub(crate) mod runtime_errors;
pub(crate) mod undecodable;

pub use exchange::Exchange;
pub use retry_policy::RetryPolicy;
