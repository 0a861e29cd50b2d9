use axum::http::{HeaderMap, header::AUTHORIZATION};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;

use crate::sid::{drawn, hex};

/// Who may ask, made from the seed.
#[derive(Clone)]
pub(crate) struct Account {
    pub sid: String,
    pub auth_token: String,
}

impl Account {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        Self {
            sid: drawn("AC", &mut rng),
            auth_token: hex(&mut rng),
        }
    }

    /// Whether a request bears this account's credentials.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> bool {
        let expected = STANDARD.encode(format!("{}:{}", self.sid, self.auth_token));
        headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, given)| {
                scheme.eq_ignore_ascii_case("basic") && given.trim() == expected
            })
    }
}
