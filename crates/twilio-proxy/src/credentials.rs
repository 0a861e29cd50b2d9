use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;

use crate::environment::{invalid, variable};
use crate::{Error, ErrorKind};

const ACCOUNT_SID: &str = "TWILIO_ACCOUNT_SID";
const AUTH_TOKEN: &str = "TWILIO_AUTH_TOKEN";
const API_KEY: &str = "TWILIO_API_KEY";
const API_KEY_SECRET: &str = "TWILIO_API_KEY_SECRET";
/// The name of `TWILIO_API_KEY_SECRET` in the vendor's command line.
const API_SECRET: &str = "TWILIO_API_SECRET";

/// What proves to the API who asks: an account's SID and auth token, or an API key and its secret.
///
/// Its `Debug` shows no secret.
///
/// ```
/// use twilio_proxy::Credentials;
///
/// let credentials = Credentials::auth_token("AC00000000000000000000000000000000", "a secret");
/// assert!(!format!("{credentials:?}").contains("a secret"));
/// ```
#[derive(Clone)]
pub struct Credentials {
    user: String,
    secret: String,
}

impl Credentials {
    /// The account's own credentials: its SID (`AC…`) and auth token.
    pub fn auth_token(account_sid: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            user: account_sid.into(),
            secret: token.into(),
        }
    }

    /// An API key (`SK…`) and its secret: can be revoked without touching the account.
    pub fn api_key(key_sid: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            user: key_sid.into(),
            secret: secret.into(),
        }
    }

    /// Returns the credentials that environment variables hold: `TWILIO_API_KEY` and `TWILIO_API_KEY_SECRET`, otherwise
    /// `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`.
    ///
    /// `TWILIO_API_SECRET`, the name that the vendor's command line uses, can stand in for `TWILIO_API_KEY_SECRET`. An
    /// empty variable counts as unset.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the variable. It is returned if
    ///
    /// - one variable of a pair is missing. Half of an API key is an error even if an auth token is set, so that a
    ///   program never uses the account's credentials in its place by mistake;
    /// - `TWILIO_API_KEY_SECRET` and `TWILIO_API_SECRET` differ;
    /// - a value starts or ends with white space or a quote, or is not UTF-8.
    pub fn from_env() -> Result<Self, Error> {
        let key = variable(API_KEY)?;
        let secret = api_key_secret()?;
        let account = variable(ACCOUNT_SID)?;
        let token = variable(AUTH_TOKEN)?;
        match (key, secret) {
            (Some(key), Some((_, secret))) => return Ok(Self::api_key(key, secret)),
            (Some(_), None) => return Err(missing(API_KEY_SECRET, API_KEY)),
            (None, Some((name, _))) => return Err(missing(API_KEY, name)),
            (None, None) => {}
        }
        match (account, token) {
            (Some(account), Some(token)) => Ok(Self::auth_token(account, token)),
            (Some(_), None) => Err(missing(AUTH_TOKEN, ACCOUNT_SID)),
            (None, Some(_)) => Err(missing(ACCOUNT_SID, AUTH_TOKEN)),
            (None, None) => Err(invalid(format!(
                "no credentials in the environment: set {ACCOUNT_SID} and {AUTH_TOKEN}, or {API_KEY} and {API_KEY_SECRET}"
            ))),
        }
    }

    /// The `Authorization` header's value, marked so that nothing that prints headers shows it.
    pub(crate) fn authorization(&self) -> Result<HeaderValue, Error> {
        let invalid = |what: &str| {
            Err(Error::new(
                ErrorKind::Configuration,
                format!("credentials: {what}"),
            ))
        };
        if self.user.is_empty() || self.secret.is_empty() {
            return invalid("the SID and the secret must not be empty");
        }
        if self
            .user
            .chars()
            .chain(self.secret.chars())
            .any(char::is_control)
        {
            return invalid(
                "a control character, such as a line break, is in the SID or the secret",
            );
        }
        if self.user.contains(':') {
            return invalid("the SID holds a colon: is it a SID?");
        }
        let basic = format!(
            "Basic {}",
            STANDARD.encode(format!("{}:{}", self.user, self.secret))
        );
        let mut value = HeaderValue::try_from(basic)
            .or_else(|_| invalid("they make no header").map(|never: HeaderValue| never))?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// What must not be shown, even where the API itself repeats it.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Both are given as text, so one can have taken the other's place: only what looks like a SID is shown.
        let looks_like_sid =
            self.user.len() == 34 && self.user.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let user = if looks_like_sid {
            &self.user
        } else {
            "<redacted>"
        };
        f.debug_struct("Credentials")
            .field("user", &user)
            .field("secret", &"<redacted>")
            .finish()
    }
}

/// Returns the secret of the API key, with the name of the variable that holds it.
fn api_key_secret() -> Result<Option<(&'static str, String)>, Error> {
    let secret = variable(API_KEY_SECRET)?;
    let alias = variable(API_SECRET)?;
    if let (Some(secret), Some(alias)) = (&secret, &alias)
        && secret != alias
    {
        return Err(invalid(format!(
            "{API_KEY_SECRET} and {API_SECRET} differ: unset one of them"
        )));
    }
    let named = |name| move |value| (name, value);
    Ok(secret
        .map(named(API_KEY_SECRET))
        .or(alias.map(named(API_SECRET))))
}

fn missing(absent: &str, present: &str) -> Error {
    invalid(format!(
        "{present} is set but {absent} is not: set both, or neither"
    ))
}
