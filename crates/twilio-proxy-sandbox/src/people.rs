use std::time::Duration;

use crate::said::Kind;
use crate::sandbox::Sandbox;
use crate::sent::Sent;
use crate::{Delivery, DeliveryError};

impl Sandbox {
    /// Sends a message to a proxy number, as a person does with a phone.
    ///
    /// In a session, the sandbox asks `InterceptCallbackUrl`, records the interaction, and reports its progress to
    /// `CallbackUrl`. Out of any session, it asks `OutOfSessionCallbackUrl` and acts on the response. Callbacks are signed with
    /// the [`auth_token`](Self::auth_token). One that fails or takes longer than 3 s lets the message go on.
    ///
    /// ```
    /// use twilio_proxy::NewParticipant;
    /// use twilio_proxy_sandbox::{Outcome, Sandbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::builder().start().await?;
    /// let client = sandbox.client()?;
    /// let people = [NewParticipant::new("+15550100"), NewParticipant::new("+15550101")];
    /// let session = client.create_session(sandbox.service_sid()).participants(people).send().await?;
    /// let participants = client.list_participants(sandbox.service_sid(), session.sid).collect().await?;
    /// let number = participants[0].proxy_identifier.as_deref().unwrap_or_default();
    ///
    /// let delivery = sandbox.message("+15550100", number, "Are you there?").await?;
    /// assert_eq!(delivery.outcome(), &Outcome::Delivered);
    /// assert_eq!(delivery.to(), Some("+15550101"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`DeliveryError::UnknownNumber`] if no service has the number `to`.
    pub async fn message(
        &self,
        from: impl Into<String>,
        to: impl Into<String>,
        body: impl Into<String>,
    ) -> Result<Delivery, DeliveryError> {
        let sent = Sent {
            kind: Kind::Message,
            from: from.into(),
            to: to.into(),
            body: Some(body.into()),
        };
        self.served.deliver(&sent).await
    }

    /// Calls a proxy number, as a person does with a phone. See [`message`](Self::message).
    ///
    /// # Errors
    /// [`DeliveryError::UnknownNumber`] if no service has the number `to`.
    pub async fn call(
        &self,
        from: impl Into<String>,
        to: impl Into<String>,
    ) -> Result<Delivery, DeliveryError> {
        let sent = Sent {
            kind: Kind::Call,
            from: from.into(),
            to: to.into(),
            body: None,
        };
        self.served.deliver(&sent).await
    }

    /// Moves the sandbox's clock, which otherwise moves by a second with each change. Sessions whose time is over are closed.
    pub fn advance(&self, time: Duration) {
        self.served.store_mut().advance(time);
    }
}
