//! Settings of a client, from its builder and from environment variables.

mod configuration;
mod environment;
mod proxy_variables;
mod trust_store;
