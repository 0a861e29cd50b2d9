use std::fmt;

use twilio_proxy::{InteractionSid, SessionSid};

use crate::Callback;

/// The result of a message or a call to a proxy number.
///
/// Its `Debug` shows no phone number.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    pub(crate) outcome: Outcome,
    pub(crate) to: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) interaction: Option<InteractionSid>,
    pub(crate) session: Option<SessionSid>,
    pub(crate) callbacks: Vec<Callback>,
}

/// The outcome of a message or a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The other participant of the session received it.
    Delivered,
    /// `InterceptCallbackUrl` blocked it. It is neither recorded nor reported.
    Blocked,
    /// The sender was in no open session. The application created one, and it was delivered there.
    SessionCreated,
    /// The sender was in no open session. The application responded with this TwiML.
    Twiml(String),
    /// The sender was in no open session, and the application responded with neither TwiML nor a valid new session.
    Nobody,
}

impl Delivery {
    pub(crate) fn new(outcome: Outcome, callbacks: Vec<Callback>) -> Self {
        Self {
            outcome,
            to: None,
            from: None,
            interaction: None,
            session: None,
            callbacks,
        }
    }

    /// Returns the outcome.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Returns the real number that was reached, if one was.
    pub fn to(&self) -> Option<&str> {
        self.to.as_deref()
    }

    /// Returns the proxy number that the receiver sees as the sender, if somebody was reached.
    pub fn from(&self) -> Option<&str> {
        self.from.as_deref()
    }

    /// Returns the interaction that was recorded, if one was.
    pub fn interaction(&self) -> Option<InteractionSid> {
        self.interaction
    }

    /// Returns the session, if there was an open one or one was created.
    pub fn session(&self) -> Option<SessionSid> {
        self.session
    }

    /// Returns the callbacks that were sent or skipped, in their order, with the responses of the application.
    pub fn callbacks(&self) -> &[Callback] {
        &self.callbacks
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("outcome", &self.outcome)
            .field("interaction", &self.interaction)
            .field("session", &self.session)
            .field("callbacks", &self.callbacks)
            .finish_non_exhaustive()
    }
}

/// The reason why a message or a call could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeliveryError {
    /// No service of the sandbox has the number that was written to or called.
    #[error(
        "no service has the number that was called or written to: add it to a service's phone numbers"
    )]
    UnknownNumber,
    /// A SID that the sandbox made is invalid: a fault of the sandbox.
    #[error("the sandbox made an invalid SID")]
    Sid(#[from] twilio_proxy::InvalidSid),
}
