use std::env::{self, VarError};
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;

use crate::{Error, ErrorKind};

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

    /// The credentials of the environment: `TWILIO_API_KEY` and `TWILIO_API_KEY_SECRET`, else `TWILIO_ACCOUNT_SID` and
    /// `TWILIO_AUTH_TOKEN`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the variable that is missing. An empty variable counts as missing.
    pub fn from_env() -> Result<Self, Error> {
        let key = pair("TWILIO_API_KEY", "TWILIO_API_KEY_SECRET");
        if let Ok(Some((key, secret))) = key {
            return Ok(Self::api_key(key, secret));
        }
        let account = pair("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
        if let Ok(Some((account, token))) = account {
            return Ok(Self::auth_token(account, token));
        }
        // Neither is whole: half of one is what has to be mended.
        key?;
        account?;
        Err(Error::new(
            ErrorKind::Configuration,
            "no credentials in the environment: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, \
             or TWILIO_API_KEY and TWILIO_API_KEY_SECRET",
        ))
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

fn pair(first: &str, second: &str) -> Result<Option<(String, String)>, Error> {
    match (variable(first)?, variable(second)?) {
        (Some(one), Some(other)) => Ok(Some((one, other))),
        (None, None) => Ok(None),
        // The account's SID alone may be set beside an API key, or for other tools.
        (Some(_), None) => Err(missing(second, first)),
        (None, Some(_)) => Err(missing(first, second)),
    }
}

fn missing(absent: &str, present: &str) -> Error {
    Error::new(
        ErrorKind::Configuration,
        format!("{present} is set but {absent} is not: set both, or neither"),
    )
}

/// An environment variable's text; nothing where it is unset or empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::new(
            ErrorKind::Configuration,
            format!("{name} is not UTF-8"),
        )),
    }
}
