use std::io;

use axum::http::{HeaderMap, header::AUTHORIZATION};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use subtle::ConstantTimeEq;

use crate::sid::{drawn, hex};

/// The seed of SIDs and interactions, unless one is set.
pub(crate) const DEFAULT_SEED: u64 = 1;

/// The account whose credentials a request must have.
pub(crate) struct Account {
    pub sid: String,
    pub auth_token: String,
    /// The credentials in the `Authorization` header, after the scheme.
    basic: String,
}

impl Account {
    /// Creates the account of a seed. Without a seed, the auth token is from the system's source of random numbers.
    pub(crate) fn new(seed: Option<u64>) -> io::Result<Self> {
        let mut rng = Rng::with_seed(seed.unwrap_or(DEFAULT_SEED));
        let sid = drawn("AC", &mut rng);
        let auth_token = match seed {
            Some(_) => hex(&mut rng),
            None => random_token()?,
        };
        let basic = STANDARD.encode(format!("{sid}:{auth_token}"));
        Ok(Self {
            sid,
            auth_token,
            basic,
        })
    }

    /// Returns whether a request has this account's credentials.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> bool {
        headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, given)| {
                let given = given.trim().as_bytes();
                scheme.eq_ignore_ascii_case("basic")
                    && bool::from(given.ct_eq(self.basic.as_bytes()))
            })
    }
}

fn random_token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
