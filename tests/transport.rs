//! Requests and connections: retries, limits, runtimes and tracing.

mod authorization;
mod content_encodings;
mod exchanges;
mod faults;
mod idle_connections;
mod in_flight;
mod memory;
mod rate_limits;
mod request_rate;
mod retries;
mod retry_after;
mod retry_budget;
mod runtime_changes;
mod runtimes;
mod soak;
mod spans_and_events;
mod success_statuses;
mod time_and_size_limits;
mod unknown_outcomes;
