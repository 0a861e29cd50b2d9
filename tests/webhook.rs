//! Webhooks: their signatures, their events, and the responses to them.

mod events;
mod responses;
mod verification;
