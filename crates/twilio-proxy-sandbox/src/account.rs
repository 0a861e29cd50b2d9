use axum::http::{HeaderMap, header::AUTHORIZATION};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;

/// Who may ask, and the one collection there is; all of it made from the seed.
#[derive(Clone)]
pub(crate) struct Account {
    pub account_sid: String,
    pub auth_token: String,
    pub service_sid: String,
    pub session_sid: String,
    pub participant_sid: String,
}

impl Account {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        Self {
            account_sid: sid("AC", &mut rng),
            auth_token: hex(&mut rng),
            service_sid: sid("KS", &mut rng),
            session_sid: sid("KC", &mut rng),
            participant_sid: sid("KP", &mut rng),
        }
    }

    /// Whether a request bears this account's credentials.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> bool {
        let expected = STANDARD.encode(format!("{}:{}", self.account_sid, self.auth_token));
        headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, given)| {
                scheme.eq_ignore_ascii_case("basic") && given.trim() == expected
            })
    }
}

/// Two letters and 32 lower-case hex digits.
pub(crate) fn sid(prefix: &str, rng: &mut Rng) -> String {
    format!("{prefix}{}", hex(rng))
}

fn hex(rng: &mut Rng) -> String {
    format!("{:032x}", rng.u128(..))
}
