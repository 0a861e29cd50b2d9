//! Errors: their kinds, their texts and what they are made from.

mod bodies;
mod generated_methods;
mod kinds;
mod text;
mod undecodable;
